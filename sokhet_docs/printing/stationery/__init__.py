"""Units → envelopes and labels; what does not fit is told."""
