package everthread;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Knocks at every door of a real server as everybody who must not come in, again and again. */
public final class StrangersBench {
  private StrangersBench() {}

  /**
   * @param arguments how many requests at least
   */
  public static void main(String[] arguments) {
    int wanted = Integer.parseInt(arguments[0]);
    var probes = new LinkedHashMap<String, Integer>();
    var faults = new ArrayList<String>();
    int victims = 0;
    try (var database = HomeDatabase.of(LiveServer.home())) {
      while (probes.values().stream().mapToInt(Integer::intValue).sum() < wanted) {
        var changed = round(database, probes, faults);
        victims++;
        if (changed) faults.add("something of victim " + victims + " was changed");
      }
    }
    print(probes, faults, victims);
    System.exit(faults.isEmpty() ? 0 : 1);
  }

  private static boolean round(
      HomeDatabase database, Map<String, Integer> probes, List<String> faults) {
    var victim = Resident.moveIn(database);
    var stranger = Resident.moveIn(database);
    var strangers = Strangers.around(victim, stranger, database);
    var before = Belongings.of(victim, database);
    var trespass = new Trespass(victim, stranger, strangers);
    trespass.everywhere();
    trespass.probes().forEach((who, count) -> probes.merge(who, count, Integer::sum));
    faults.addAll(trespass.faults());
    return !Belongings.of(victim, database).equals(before);
  }

  private static void print(Map<String, Integer> probes, List<String> faults, int victims) {
    System.out.printf("%-50s %8s%n", "who knocked", "requests");
    probes.forEach((who, count) -> System.out.printf("%-50s %8d%n", who, count));
    System.out.printf(
        "%-50s %8d%n",
        "all, at "
            + (Doors.ALL.size() + 2 * (Doors.TOOLS.size() + Doors.METHODS.size()))
            + " doors",
        probes.values().stream().mapToInt(Integer::intValue).sum());
    System.out.printf("%-50s %8d%n", "victims", victims);
    System.out.printf("%-50s %8d%n", "leaks, changes, answers that tell ids apart", faults.size());
    faults.stream().limit(20).forEach(System.out::println);
  }
}
