package everthread.web.page;

import java.util.List;

/**
 * How the server and the space stand.
 *
 * @param verdict in words; the page's heading
 * @param calm whether nothing wants a look
 */
public record StatusView(
    String verdict,
    boolean calm,
    String checked,
    List<SiteRow> sites,
    List<Line> waiting,
    List<Line> kept,
    List<Line> about) {
  public StatusView {
    sites = List.copyOf(sites);
    waiting = List.copyOf(waiting);
    kept = List.copyOf(kept);
    about = List.copyOf(about);
  }

  /**
   * @param state "ok", "drift" or "never"
   * @param trouble what to know about a drifting site, empty otherwise
   */
  public record SiteRow(
      SiteMark site,
      String state,
      String last,
      String conversations,
      String messages,
      String trouble) {}

  /**
   * @param busy whether it is more than nothing
   */
  public record Line(String label, String value, boolean busy) {}
}
