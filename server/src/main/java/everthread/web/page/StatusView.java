package everthread.web.page;

import java.util.List;

/**
 * How the server and the space stand.
 *
 * @param csrf for the page's forms
 * @param aside what was set aside; empty when nothing was
 */
public record StatusView(
    String csrf,
    Verdict verdict,
    String checked,
    List<SiteRow> sites,
    List<Work> work,
    List<Aside> aside,
    Index index,
    List<Line> kept,
    List<Check> health,
    List<Lately> lately,
    List<Line> database,
    List<Line> versions) {
  public StatusView {
    sites = List.copyOf(sites);
    work = List.copyOf(work);
    aside = List.copyOf(aside);
    kept = List.copyOf(kept);
    health = List.copyOf(health);
    lately = List.copyOf(lately);
    database = List.copyOf(database);
    versions = List.copyOf(versions);
  }

  /**
   * The page's heading.
   *
   * @param tone "ok", "busy", "warn" or "bad"
   * @param icon names the knot's sign
   */
  public record Verdict(String words, String tone, String icon) {}

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
   * One kind of work.
   *
   * @param left how much, empty when nothing waits
   * @param note how old, or what to know; may be empty
   * @param done of {@code whole}, for the line that grows; whole is 0 when nothing waits
   */
  public record Work(String label, String left, String note, long done, long whole) {}

  /** Jobs that were set aside. @param why the reason, a clause */
  public record Aside(String what, String why) {}

  /**
   * @param building whether it is being built anew
   * @param done of {@code whole} documents
   */
  public record Index(List<Line> lines, boolean building, String progress, long done, long whole) {
    public Index {
      lines = List.copyOf(lines);
    }
  }

  /** One part of the server. */
  public record Check(String label, boolean ok, String value) {}

  /** Something that happened. @param state "ok" or "trouble" */
  public record Lately(String state, String what, String when) {}

  /**
   * @param busy whether it wants the eye
   */
  public record Line(String label, String value, boolean busy) {}
}
