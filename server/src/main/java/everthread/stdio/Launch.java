package everthread.stdio;

import everthread.embedded.HomeFolder;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client runs.
 *
 * @param command the program, then its arguments
 * @param environment what it is to find in its environment, in a fixed order
 */
public record Launch(List<String> command, Map<String, String> environment) {
  public Launch {
    command = List.copyOf(command);
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
  }

  /** This very program, set up as the environment says: the same home, the same database. */
  public static Launch ofThisProgram(Map<String, String> environment) {
    var kept = new TreeMap<String, String>();
    environment.forEach(
        (name, value) -> {
          if (!value.isBlank() && isOurs(name)) kept.put(name, value.strip());
        });
    var home = HomeFolder.of(environment);
    if (home.equals(HomeFolder.of(Map.of()))) kept.remove("EVERTHREAD_HOME");
    else kept.put("EVERTHREAD_HOME", home.toString());
    return new Launch(Program.ofThisProcess().bridge(), kept);
  }

  private static boolean isOurs(String name) {
    return name.startsWith("EVERTHREAD_") || name.equals("DATABASE_URL");
  }

  String program() {
    return command.getFirst();
  }

  List<String> arguments() {
    return command.subList(1, command.size());
  }
}
