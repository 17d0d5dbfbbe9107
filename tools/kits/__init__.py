"""The ready kits as data: each module is one kit's plan, `common` what they share with the sample."""
