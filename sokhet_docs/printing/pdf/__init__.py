"""Letters → PDFs: by LibreOffice, by Word, by a cluster; only what changed, each one opened."""
