@echo off
rem Does the set-up and runs every check.
setlocal
cd /d "%~dp0.."
call packaging\setup.bat || exit /b 1
set QT_QPA_PLATFORM=offscreen
.venv\Scripts\ruff check --quiet . || exit /b 1
.venv\Scripts\ruff format --check --quiet . || exit /b 1
.venv\Scripts\mypy || exit /b 1
.venv\Scripts\lint-imports || exit /b 1
.venv\Scripts\pytest -n auto --dist loadfile --ignore tests\desktop\feel %* || exit /b 1
rem How long the window keeps the user waiting is measured while nothing else is at work.
.venv\Scripts\pytest tests\desktop\feel
