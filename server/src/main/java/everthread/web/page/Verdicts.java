package everthread.web.page;

import everthread.conversation.Site;
import everthread.vitals.Part;
import everthread.web.page.StatusView.Verdict;
import java.util.Map;

/** Says in one sentence how everything stands: the worst that is true. Pure. */
final class Verdicts {
  private Verdicts() {}

  static Verdict of(Standing now) {
    if (now.isFull()) {
      return bad("The disk is full. New messages wait safely in your browsers.");
    }
    for (var part : now.server().health().parts()) {
      if (!part.ok() && part.vital()) return bad(stopped(part));
    }
    for (var part : now.server().health().parts()) {
      if (!part.ok()) return warn("Everything is saved. Who signs clients in: " + part.words());
    }
    if (!now.drifting().isEmpty()) return warn(drift(now.drifting()));
    long aside = now.queue().setAside();
    if (aside > 0) {
      return warn(
          "Everything is saved. " + Counted.of(aside, "thing was", "things were") + " set aside.");
    }
    if (now.isNearlyFull()) return warn("Everything is saved. The disk is filling up.");
    return busy(now);
  }

  private static String stopped(Part part) {
    return switch (part.name()) {
      case "workers" -> "Everything is saved, but reading has stopped. Start the server again.";
      case "indexer" ->
          "Everything is saved, but the search index stands still. Start the server again.";
      case "index" -> "Everything is saved, but the search index can’t be written.";
      default -> "The database doesn’t answer. New messages wait safely in your browsers.";
    };
  }

  private static String drift(Map<Site, Long> drifting) {
    if (drifting.size() > 1) {
      return drifting.size() + " sites have changed their pages. Nothing is lost.";
    }
    var only = drifting.entrySet().iterator().next();
    return driftOf(only.getKey(), only.getValue());
  }

  /** What a changed site means for its chats. */
  static String driftOf(Site site, long chats) {
    return site.displayName()
        + " has changed its page: "
        + Counted.of(chats, "chat is", "chats are")
        + " kept and will be read again after an update.";
  }

  private static Verdict busy(Standing now) {
    var pending = now.stats().pending();
    if (now.index().building() && now.findable() > 0) {
      return new Verdict(
          "Everything is saved. The search index is being rebuilt.", "busy", "clock");
    }
    if (pending.reading() > 0) {
      return new Verdict(
          Counted.of(pending.reading(), "message is", "messages are") + " being read.",
          "busy",
          "clock");
    }
    if (now.stats().messages() == 0 && now.stats().memories() == 0) {
      return new Verdict("Ready. Nothing was said yet.", "ok", "check");
    }
    if (pending.index() > 0) {
      return new Verdict(
          "Everything is saved. "
              + Counted.of(pending.index(), "change is", "changes are")
              + " on the way into the search.",
          "busy",
          "clock");
    }
    return new Verdict("Everything is saved and searchable.", "ok", "check");
  }

  private static Verdict warn(String words) {
    return new Verdict(words, "warn", "warn");
  }

  private static Verdict bad(String words) {
    return new Verdict(words, "bad", "warn");
  }
}
