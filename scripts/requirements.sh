# Finds what Everthread is built and run with, or says in a sentence what is missing. Sourced by run, test and bench.

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# Prints the major version of the Java in a folder, nothing if there is none.
java_version() {
  "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1
}

# Sets JDK to the home of a JDK 25 or newer.
find_jdk() {
  local candidate found
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -x "$candidate/bin/javac" ] || continue
    found=$(java_version "$candidate")
    if [ -n "$found" ] && [ "$found" -ge 25 ]; then
      JDK=$candidate
      return
    fi
  done
  if command -v javac >/dev/null && [ "$(java_version "$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")")" -ge 25 ] 2>/dev/null; then
    JDK=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
    return
  fi
  fail "Everthread needs JDK 25 or newer. Install one (Temurin 25, for example), or name it in JAVA_HOME."
}

require_tools() {
  find_jdk
  command -v mvn >/dev/null || fail "Everthread is built with Maven, and 'mvn' was not found. Install Maven 3.8 or newer."
  command -v node >/dev/null || fail "The extension is built with Node, and 'node' was not found. Install Node 20 or newer."
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || fail "Node $(node -v) is too old. Install Node 20 or newer."
  command -v npm >/dev/null || fail "'npm' was not found; it comes with Node."
}

# Chromium for the browser tests: from the system's packages where they may be installed.
require_chromium() {
  CHROMIUM=$(command -v chromium || command -v chromium-browser || true)
  if [ -z "$CHROMIUM" ] && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium from the system's packages ..."
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium; } >/dev/null
    CHROMIUM=$(command -v chromium || true)
  fi
  [ -n "$CHROMIUM" ] || fail "The browser tests need Chromium. Install the package 'chromium' (Debian: apt-get install chromium)."
  # Debian's command is a wrapper; a test that kills the browser must kill the browser.
  [ -x /usr/lib/chromium/chromium ] && CHROMIUM=/usr/lib/chromium/chromium
  export CHROMIUM
}

# True when the first file is missing or anything below the others is newer.
is_stale() {
  local built=$1
  shift
  [ -e "$built" ] || return 0
  [ -n "$(find "$@" -newer "$built" -not -path '*/node_modules/*' -not -path '*/target/*' -not -path '*/dist/*' -not -path '*/.wxt/*' -type f -print -quit)" ]
}

# Options of the server's JVM: vectors for Lucene, a bounded heap, and a class archive that makes later starts quick.
java_options() {
  # An archive of an older build is no use, and is not replaced by itself.
  [ server/target/everthread.jar -nt server/target/everthread.jsa ] && rm -f server/target/everthread.jsa
  printf '%s\n' --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED -Xmx640m -XX:+UseG1GC \
    -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile="$PWD/server/target/everthread.jsa" -Xlog:disable
}
