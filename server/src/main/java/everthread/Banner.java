package everthread;

import java.io.PrintStream;

/** What a person sees in the terminal once the server is ready. */
final class Banner {
  private Banner() {}

  static void print(PrintStream out, Server server) {
    out.println();
    out.println("Everthread is ready: " + server.address());
    out.println();
    out.println("  Sign in     " + server.signInLink());
    out.println("              (good once, for ten minutes; start again for a new one)");
    out.println("  Extension   " + server.extensionFolder());
    out.println(
        "              Chrome: chrome://extensions, Developer mode, Load unpacked, choose that folder,");
    out.println("              then click Connect on " + server.address() + "/connect");
    out.println("  AI clients  " + server.address() + "/mcp");
    out.println("  Your key    " + server.ownerKeyPlace());
    out.println("  Data        " + server.home());
    out.println();
    out.println("Ctrl-C stops it.");
    out.flush();
  }
}
