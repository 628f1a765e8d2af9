# Shared by the scripts here; sourced, not run.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

# sources_newer_than ROOT FILE PROJECT_DIR : whether something that the program is built from is newer than a file.
sources_newer_than() {
  [ -n "$(find "$1/src" "$1/packs" "$1/$3" "$1"/Directory.* "$1/global.json" -newer "$2" -type f -not -name '*.lock.json' -print -quit 2>/dev/null)" ]
}

# build_if_stale ROOT PROJECT_DIR DLL : sets BUILT to the release build of a project, built first when a source is newer.
build_if_stale() {
  local root=$1 project=$2 dll=$3 name
  name=$(basename "$project")
  BUILT="$root/artifacts/bin/$name/release/$dll"
  local stamp="$root/artifacts/.built-$name"
  if [ ! -f "$BUILT" ] || [ ! -f "$stamp" ] || sources_newer_than "$root" "$stamp" "$project"; then
    [ -t 2 ] && echo "bylaw: building $name (first use, or sources changed) ..." >&2
    mkdir -p "$root/artifacts"
    local log="$root/artifacts/build-$name.log"
    local began="$root/artifacts/.began-$name"
    touch "$began"
    if ! dotnet build "$root/$project" -c Release -v quiet --nologo >"$log" 2>&1; then
      cat "$log" >&2
      echo "bylaw: the build failed" >&2
      return 2
    fi
    mv "$began" "$stamp"
  fi
}
