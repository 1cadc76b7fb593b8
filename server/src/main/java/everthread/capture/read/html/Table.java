package everthread.capture.read.html;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/** Writes a table as GitHub's Markdown does; the first row is the head. Pure. */
final class Table {
  private static final int WIDEST = 200;

  private Table() {}

  static String markdown(Element table, Inline inline) {
    var rows = new ArrayList<List<String>>();
    for (var row : table.select("tr")) {
      if (!isOf(table, row)) continue;
      var cells =
          row.children().stream()
              .filter(cell -> cell.normalName().equals("td") || cell.normalName().equals("th"))
              .limit(WIDEST)
              .map(cell -> cell(cell, inline))
              .toList();
      if (!cells.isEmpty()) rows.add(cells);
    }
    if (rows.isEmpty()) return table.text();
    int width = rows.stream().mapToInt(List::size).max().orElse(1);
    var text = new StringBuilder();
    write(rows.getFirst(), width, text);
    text.append("\n|").append(" --- |".repeat(width));
    for (var row : rows.subList(1, rows.size())) write(row, width, text.append('\n'));
    return text.toString();
  }

  /** False for a row of a table inside of the table. */
  private static boolean isOf(Element table, Element row) {
    var at = row.parent();
    while (at != null && !at.normalName().equals("table")) at = at.parent();
    return at == table;
  }

  private static String cell(Element cell, Inline inline) {
    return inline.of(cell).replaceAll("\\s*\n\\s*", " ").replace("|", "\\|");
  }

  private static void write(List<String> row, int width, StringBuilder text) {
    text.append('|');
    for (int i = 0; i < width; i++) {
      text.append(' ').append(i < row.size() ? row.get(i) : "").append(" |");
    }
  }
}
