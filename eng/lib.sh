# Shared by the scripts here; sourced, not run.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

# build_if_stale ROOT PROJECT_DIR DLL : sets BUILT to the release build of a project, built first when a source is newer.
build_if_stale() {
  local root=$1 project=$2 dll=$3 name
  name=$(basename "$project")
  BUILT="$root/artifacts/bin/$name/release/$dll"
  local stamp="$root/artifacts/.built-$name"
  if [ ! -f "$BUILT" ] || [ ! -f "$stamp" ] || [ -n "$(find "$root/src" "$root/packs" "$root/$project" "$root"/Directory.* "$root/global.json" \
      -newer "$stamp" -type f -not -name packages.lock.json -print -quit 2>/dev/null)" ]; then
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
