package everthread.web.page;

import everthread.memory.Memory;
import everthread.memory.MemoryReport;
import everthread.memory.MemoryReport.Kind;
import everthread.memory.MemoryReport.Section;
import everthread.web.page.ReportView.Example;
import everthread.web.page.ReportView.Part;
import everthread.web.page.markdown.MessageHtml;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What of the memories may be untidy, each kind with a button that clears it away. */
final class ReportPage {
  private static final String ADDRESS = "/memories/report";
  private static final int TEXT = 200;

  private final PageServices services;

  ReportPage(PageServices services) {
    this.services = services;
  }

  Answer show(Visit visit) {
    var report = services.hygiene().report(visit.space());
    var parts = new ArrayList<Part>();
    for (var kind : Kind.values()) part(visit, kind, report).ifPresent(parts::add);
    boolean tidy = parts.stream().allMatch(part -> part.action().isEmpty());
    var view = new ReportView(parts, tidy);
    return new Answer.Page(200, "Tidy up memories", Nav.MEMORIES, "report.jte", view);
  }

  private static Optional<Part> part(Visit visit, Kind kind, MemoryReport report) {
    return Optional.ofNullable(report.sections().get(kind))
        .map(section -> part(visit, kind, section));
  }

  private static Part part(Visit visit, Kind kind, Section section) {
    return new Part(
        kind.name().toLowerCase(Locale.ROOT),
        title(kind),
        meaning(kind),
        Counted.grouped(section.count()),
        section.examples().stream().map(memory -> example(visit, memory)).toList(),
        section.count() == 0 ? "" : action(kind, section.count()),
        section.count() == 0 ? "" : all(kind));
  }

  private static Example example(Visit visit, Memory memory) {
    var id = memory.wireId();
    return new Example(
        MessageHtml.plain(memory.content(), TEXT),
        Address.of("/memories").with("show", id).at(id).toString(),
        SiteMark.of(memory.site()),
        visit.dates().day(memory.saidAt()),
        Languages.of(memory.content()));
  }

  private static String title(Kind kind) {
    return switch (kind) {
      case DUPLICATE -> "Said twice";
      case NEAR_DUPLICATE -> "Likely the same in other words";
      case SUPERSEDED -> "No longer true";
      case IN_REVIEW -> "Not sure";
      case SECRET_LIKE -> "Looks like a secret";
      case NEVER_RECALLED -> "Never used";
    };
  }

  private static String meaning(Kind kind) {
    return switch (kind) {
      case DUPLICATE ->
          "The same words more than once. The one with the most messages behind it stays.";
      case NEAR_DUPLICATE -> "The same words in another order or form. Look before you delete.";
      case SUPERSEDED ->
          "Something newer took their place. They tell how it was; your AIs see them last.";
      case IN_REVIEW -> "Doubtful ones, kept from your AIs until you agree.";
      case SECRET_LIKE ->
          "They hold what looks like a key, a password or a card number. It is never shown.";
      case NEVER_RECALLED ->
          "Kept for a month or longer, and no AI or program was ever given them.";
    };
  }

  private static String action(Kind kind, long count) {
    var some = Counted.of(count, "memory", "memories").toString();
    return kind == Kind.IN_REVIEW ? "Dismiss " + some : "Delete " + some;
  }

  private static String all(Kind kind) {
    return switch (kind) {
      case SUPERSEDED, IN_REVIEW ->
          Address.of("/memories").with("state", kind.name().toLowerCase(Locale.ROOT)).toString();
      case DUPLICATE, NEAR_DUPLICATE, SECRET_LIKE, NEVER_RECALLED -> "";
    };
  }

  Answer clean(Visit visit) {
    var kind = visit.posted("kind").flatMap(ReportPage::kind);
    if (kind.isEmpty()) return Answer.seeOther(ADDRESS);
    var cleaned = services.hygiene().clean(visit.space(), kind.get());
    var toast =
        cleaned
            .map(
                it ->
                    Toast.of(
                        Toast.Kind.MEMORIES_CLEANED,
                        List.of(Integer.toString(it.count()), Long.toString(micros(it.at())))))
            .orElse(Toast.of(Toast.Kind.GONE));
    return new Answer.SeeOther(ADDRESS, toast);
  }

  Answer putBack(Visit visit) {
    var named = visit.form().getAll("id");
    int back = named.isEmpty() ? 0 : putBack(visit, named.getLast());
    var kind = back > 0 ? Toast.Kind.MEMORIES_BACK : Toast.Kind.GONE;
    return new Answer.SeeOther(ADDRESS, Toast.of(kind));
  }

  private int putBack(Visit visit, String micros) {
    if (!micros.matches("\\d{1,18}")) return 0;
    long at = Long.parseLong(micros);
    var moment = Instant.ofEpochSecond(at / 1_000_000, at % 1_000_000 * 1_000);
    return services.hygiene().putBack(visit.space(), moment);
  }

  private static long micros(Instant at) {
    return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
  }

  private static Optional<Kind> kind(String name) {
    for (var kind : Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(name)) return Optional.of(kind);
    }
    return Optional.empty();
  }
}
