; The frame of the installer; tools/windows/installer.py fills in what stands between @…@.
Target amd64-unicode
ManifestSupportedOS all
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetDateSave off
Name "Sokhet Docs"
Caption "Cài đặt Sokhet Docs @VERSION@"
UninstallCaption "Gỡ Sokhet Docs"
OutFile "@SETUP@"
InstallDir "$LOCALAPPDATA\Programs\Sokhet Docs"
InstallDirRegKey HKCU "Software\Sokhet Docs" "InstallLocation"
BrandingText "Sokhet Docs @VERSION@"
LoadLanguageFile "${NSISDIR}\Contrib\Language files\Vietnamese.nlf"
VIProductVersion "@VERSION@.0"
VIAddVersionKey "ProductName" "Sokhet Docs"
VIAddVersionKey "ProductVersion" "@VERSION@"
VIAddVersionKey "FileVersion" "@VERSION@"
VIAddVersionKey "FileDescription" "Cài đặt Sokhet Docs"
VIAddVersionKey "LegalCopyright" "MIT"
Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Sokhet Docs"

Section
  SetShellVarContext current
  ; An older version takes its own files away first.
  IfFileExists "$INSTDIR\uninstall.exe" 0 +2
    ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR'
@INSTALL@
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateDirectory "$SMPROGRAMS\Sokhet Docs"
  CreateShortCut "$SMPROGRAMS\Sokhet Docs\Sokhet Docs (cửa sổ lệnh).lnk" "$INSTDIR\Sokhet Docs.cmd"
  CreateShortCut "$SMPROGRAMS\Sokhet Docs\Hướng dẫn sử dụng.lnk" "$INSTDIR\Hướng dẫn sử dụng.html"
  CreateShortCut "$SMPROGRAMS\Sokhet Docs\Gỡ Sokhet Docs.lnk" "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "Software\Sokhet Docs" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Sokhet Docs"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "@VERSION@"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "sokhet-docs"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" @KILOBYTES@
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  SetShellVarContext current
  SetOutPath "$TEMP"
@REMOVE@
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Sokhet Docs\Sokhet Docs (cửa sổ lệnh).lnk"
  Delete "$SMPROGRAMS\Sokhet Docs\Hướng dẫn sử dụng.lnk"
  Delete "$SMPROGRAMS\Sokhet Docs\Gỡ Sokhet Docs.lnk"
  RMDir "$SMPROGRAMS\Sokhet Docs"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Sokhet Docs"
SectionEnd
