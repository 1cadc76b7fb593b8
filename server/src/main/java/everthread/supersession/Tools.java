package everthread.supersession;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Which tools take each other's place, from tools.txt. Pure. */
final class Tools {
  /**
   * @param kind what it is one of: "database"
   * @param name its one name here, whatever spelling was used
   */
  record Tool(String kind, String name) {}

  private static final Map<String, Tool> BY_SPELLING = read();
  private static final int LONGEST = 3;

  private Tools() {}

  /** The tools that a text names, in order. */
  static List<Tool> in(String text) {
    var words =
        text.toLowerCase(Locale.ROOT)
            .replaceAll("[,;()]|[.](?=\\s|$)", " ")
            .strip()
            .split("\\s+", -1);
    var tools = new ArrayList<Tool>();
    for (int i = 0; i < words.length; ) {
      int length = Math.min(LONGEST, words.length - i);
      while (length > 0 && !BY_SPELLING.containsKey(joined(words, i, length))) length--;
      if (length > 0) tools.add(BY_SPELLING.get(joined(words, i, length)));
      i += Math.max(1, length);
    }
    return tools;
  }

  private static String joined(String[] words, int from, int length) {
    return String.join(" ", List.of(words).subList(from, from + length));
  }

  private static Map<String, Tool> read() {
    var tools = new LinkedHashMap<String, Tool>();
    for (var line : text().lines().toList()) {
      int colon = line.indexOf(':');
      if (line.startsWith("#") || colon < 0) continue;
      for (var entry : line.substring(colon + 1).split(",", -1))
        add(line.substring(0, colon), entry, tools);
    }
    return tools;
  }

  private static void add(String kind, String entry, Map<String, Tool> tools) {
    var spellings = entry.split("=", -1);
    var tool = new Tool(kind, spellings[0].strip());
    for (var spelling : spellings) tools.put(spelling.strip(), tool);
  }

  private static String text() {
    var name = "/everthread/supersession/tools.txt";
    try (var stream = Objects.requireNonNull(Tools.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
