"""Letters and their list → one PDF for the printer, counted again when it is done."""
