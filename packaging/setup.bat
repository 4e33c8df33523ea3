@echo off
rem Makes .venv with exactly the versions of uv.lock; gets uv by itself. Needs Python 3.11, 3.12 or 3.13.
setlocal
cd /d "%~dp0.."
where uv >nul 2>nul && (set "UV=uv") || (
  if not exist .uv\Scripts\uv.exe (
    py -3 -m venv .uv || python -m venv .uv || (echo Python 3.11, 3.12 or 3.13 is needed: https://www.python.org & exit /b 1)
    .uv\Scripts\python -m pip install --quiet --disable-pip-version-check uv || exit /b 1
  )
  set "UV=.uv\Scripts\uv.exe"
)
%UV% sync --locked --quiet || exit /b 1
