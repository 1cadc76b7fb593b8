package everthread.stdio;

/** Lines to standard error, where clients keep a server's log. Never anything of a message. */
final class Log {
  private Log() {}

  static void say(String sentence) {
    System.err.println("everthread mcp: " + sentence);
  }
}
