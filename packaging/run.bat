@echo off
rem Does the set-up and opens the window on the sample base in out\.
setlocal
cd /d "%~dp0.."
call packaging\setup.bat || exit /b 1
.venv\Scripts\basedesk demo --out out --open
