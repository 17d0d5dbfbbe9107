@echo off
chcp 65001 >nul
title Sokhet Docs: văn bản hội nghị
if exist "%~dp0python\python.exe" goto unpacked
echo Chưa giải nén: tệp này đang được mở ngay trong tệp .zip, hoặc thư mục "python" bên cạnh nó đã mất.
echo Hãy bấm chuột phải vào tệp .zip, chọn "Extract All..." (Giải nén), rồi mở lại "Sokhet Docs" trong thư mục vừa giải nén.
pause
exit /b 1

:unpacked
set "PATH=%~dp0;%PATH%"
set "SOKHET_WORK="
for /f "tokens=2,*" %%a in ('reg query "HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders" /v Personal 2^>nul') do call set "SOKHET_WORK=%%b"
if not defined SOKHET_WORK set "SOKHET_WORK=%USERPROFILE%"
if not exist "%SOKHET_WORK%\" set "SOKHET_WORK=%USERPROFILE%"
set "SOKHET_WORK=%SOKHET_WORK%\Sokhet Docs"
if not exist "%SOKHET_WORK%\" md "%SOKHET_WORK%"
cd /d "%USERPROFILE%"
pushd "%SOKHET_WORK%"
echo Sokhet Docs {version}: từ một bảng Excel và vài mẫu Word, tạo văn bản cho từng đơn vị.
echo.
echo Thư mục làm việc: %CD%
echo Gõ lệnh rồi bấm Enter. Bắt đầu bằng dữ liệu mẫu:    sokhet-docs init mau
echo Xem mọi lệnh:                                       sokhet-docs --help
echo Đóng cửa sổ này khi làm xong.
echo.
cmd /k
