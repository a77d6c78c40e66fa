@echo off
rem Filemill's command line from a clone. FILEMILL_NODE names another Node.
setlocal
set "root=%~dp0.."
if not exist "%root%\out\main\cli.js" (
  node "%root%\tools\prepare.mjs" --for-cli 1>&2 || exit /b 1
)
set "node=%FILEMILL_NODE%"
if not defined node if exist "%root%\node_modules\node\bin\node.exe" set "node=%root%\node_modules\node\bin\node.exe"
if not defined node set "node=node"
"%node%" "%root%\out\main\cli.js" %*
