@"%~dp0python\python.exe" -X utf8 -m sokhet_docs %*
