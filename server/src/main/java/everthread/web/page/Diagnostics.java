package everthread.web.page;

import everthread.vitals.Troubles.Trouble;
import java.util.Locale;
import java.util.TreeMap;

/**
 * How the server stands, for somebody who helps: counts, times, versions and kinds of failure. No
 * names of people, spaces, browsers or addresses, and nothing that anybody said. Pure.
 */
final class Diagnostics {
  private final StringBuilder text = new StringBuilder(2_000);

  private Diagnostics() {}

  static String of(Standing now) {
    var diagnostics = new Diagnostics();
    diagnostics.versions(now);
    diagnostics.health(now);
    diagnostics.counts(now);
    diagnostics.queue(now);
    diagnostics.troubles(now);
    return diagnostics.text.toString();
  }

  private void versions(Standing now) {
    heading("Everthread diagnostics, without any content");
    line("at", now.dates().now());
    line("started", now.installation().startedAt());
    line("everthread", now.installation().version());
    line("java", Runtime.version());
    line("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    line("processors", Runtime.getRuntime().availableProcessors());
    line("memory_limit_mb", Runtime.getRuntime().maxMemory() >> 20);
    line("database", now.installation().database());
    int number = 0;
    for (var browser : now.browsers()) {
      line("extension_" + ++number, versionOnly(browser.extensionVersion()));
    }
  }

  /** A browser tells its version itself, so only what looks like one is repeated. */
  private static String versionOnly(String told) {
    return told.matches("[0-9]{1,6}(\\.[0-9]{1,6}){0,3}") ? told : "unreadable";
  }

  private void health(Standing now) {
    heading("Health");
    line("ready", now.server().health().isReady());
    for (var part : now.server().health().parts()) line(part.name(), part.code());
    line("free_bytes", now.server().free());
    line("floor_bytes", now.server().floor());
    line("database_restarts", now.server().restarts());
    var facts = now.server().database();
    if (facts == null) return;
    line("database_bytes", facts.bytes());
    line("database_started", facts.startedAt());
    new TreeMap<>(facts.settings()).forEach(this::line);
  }

  private void counts(Standing now) {
    heading("This space");
    var stats = now.stats();
    line("conversations", stats.conversations());
    line("messages", stats.messages());
    line("memories", stats.memories());
    line("captures", stats.captures());
    line("drift", stats.drift());
    line("pending_reading", stats.pending().reading());
    line("pending_extraction", stats.pending().extraction());
    line("pending_embedding", stats.pending().embedding());
    line("meaning_model", String.valueOf(now.meaning().model()));
    line("meaning_set_aside", now.meaning().setAside());
    line("pending_index", stats.pending().index());
    line("index_documents", now.index().documents());
    line("index_position", now.index().position());
    line("index_building", now.index().building());
    line("index_bytes", stats.bytes());
    for (var site : new TreeMap<>(stats.sites()).entrySet()) {
      var one = site.getValue();
      line(
          site.getKey().wireName(),
          "%d conversations, %d messages, %d drifting, last capture %s"
              .formatted(one.conversations(), one.messages(), one.drifting(), one.lastCaptureAt()));
    }
  }

  private void queue(Standing now) {
    heading("Jobs of this space");
    for (var kind : now.queue().kinds()) {
      line(
          lower(kind.kind()),
          "%d waiting, %d running, %d later, oldest %s"
              .formatted(kind.waiting(), kind.running(), kind.later(), kind.oldest()));
    }
    for (var dead : now.queue().dead()) {
      line(lower(dead.kind()) + "_set_aside", dead.jobs() + " " + dead.why());
    }
  }

  private void troubles(Standing now) {
    heading("Failures since the start");
    for (Trouble trouble : now.server().troubles()) {
      line(
          lower(trouble.area()),
          "%s, %d times, last %s".formatted(trouble.kind(), trouble.count(), trouble.last()));
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private void heading(String words) {
    text.append(text.isEmpty() ? "" : "\n").append(words).append('\n');
  }

  private void line(String name, Object value) {
    text.append("  ").append(name).append(": ").append(value).append('\n');
  }
}
