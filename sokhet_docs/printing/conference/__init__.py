"""A conference's guests, roster and programme → its papers, their numbers agreeing."""
