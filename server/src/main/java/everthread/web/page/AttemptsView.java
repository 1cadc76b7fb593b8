package everthread.web.page;

import everthread.web.page.ConnectView.StepRow;
import java.util.List;

/**
 * What clients did lately to connect.
 *
 * @param seen tells this state from every later one
 * @param rows the one that did something last comes first
 */
public record AttemptsView(long seen, List<Row> rows) {
  public AttemptsView {
    rows = List.copyOf(rows);
  }

  /**
   * One client.
   *
   * @param key of its own, for the page's elements
   * @param title what it calls itself: a stranger's words
   * @param about its id and User-Agent, a stranger's words; may be empty
   * @param where how far away it is, and when it was last heard of
   * @param state "ok", "bad" or "warn", as badges are
   * @param verdict the state in words
   * @param open whether its steps are shown at once
   */
  public record Row(
      String key,
      String title,
      String about,
      String where,
      String state,
      String verdict,
      boolean open,
      List<StepRow> steps) {
    public Row {
      steps = List.copyOf(steps);
    }
  }
}
