package everthread;

import everthread.stdio.McpCommand;
import java.util.List;

/** The commands. Loads nothing that the one asked for does not need. */
public final class Main {
  /** For a server that another process starts for itself. */
  private static final String UNTIL_INPUT_ENDS = "--until-input-ends";

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    var given = List.of(arguments);
    System.exit(
        !given.isEmpty() && given.getFirst().equals("mcp")
            ? McpCommand.run(given.subList(1, given.size()), System.getenv())
            : Serving.run(System.out, System.err, given.contains(UNTIL_INPUT_ENDS)));
  }
}
