package everthread.web.page;

import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.memory.Memory;
import org.jspecify.annotations.Nullable;

/** Who said something, in words. Pure. */
final class Speakers {
  private Speakers() {}

  /** The name at the head of a message: "You", "Claude". */
  static String name(Role role, Site site, @Nullable String author) {
    if (author != null && !author.isBlank()) return author;
    return switch (role) {
      case USER -> "You";
      case ASSISTANT -> assistant(site);
      case SYSTEM -> "Instructions";
      case TOOL -> "A tool";
    };
  }

  /** Of a message that was found: "You wrote", "Claude answered". */
  static String wrote(@Nullable Role role, Site site, @Nullable String author) {
    if (role == null) return "Written";
    return switch (role) {
      case USER -> author == null || author.isBlank() ? "You wrote" : author + " wrote";
      case ASSISTANT -> name(role, site, author) + " answered";
      case SYSTEM -> "Instructions";
      case TOOL -> "A tool answered";
    };
  }

  /** Of a memory: "You said". */
  static String said(@Nullable Role role, Site site, @Nullable String author) {
    if (role == null) return written(site);
    return switch (role) {
      case USER -> author == null || author.isBlank() ? "You said" : author + " said";
      case ASSISTANT -> name(role, site, author) + " said";
      case SYSTEM, TOOL -> name(role, site, author);
    };
  }

  static String said(Memory memory) {
    var from = memory.provenance();
    return from == null ? written(memory.site()) : said(from.role(), memory.site(), from.author());
  }

  private static String written(Site site) {
    return switch (site) {
      case OTHER -> "You wrote it here";
      case API -> "Added by a program";
      case IMPORT -> "Imported";
      default -> "Added by " + site.displayName();
    };
  }

  private static String assistant(Site site) {
    return switch (site) {
      case IMPORT, API, OTHER -> "Assistant";
      default -> site.displayName();
    };
  }
}
