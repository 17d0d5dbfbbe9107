/* python.exe of the test rig: python311.dll does everything. */
#include <wchar.h>
extern __declspec(dllimport) int Py_Main(int argc, wchar_t **argv);
int wmain(int argc, wchar_t **argv) { return Py_Main(argc, argv); }
