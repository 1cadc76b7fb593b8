package everthread.web.page;

import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.search.Query.Kind;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Filters that were typed into the search box, such as {@code site:claude}. What is not understood
 * stays a word.
 *
 * @param words the text without its filters
 * @param chips one for each filter understood, in order
 */
record TypedFilters(
    String words,
    Set<Site> sites,
    @Nullable Kind kind,
    @Nullable Role role,
    @Nullable String tag,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    List<Chip> chips) {

  /**
   * A filter as it is shown.
   *
   * @param text as it was typed
   * @param without the whole text with this filter taken out
   */
  public record Chip(String text, String without) {}

  private static final Pattern TYPED =
      Pattern.compile("(?<!\\S)(site|kind|role|tag|from|to):(\\S+)", Pattern.CASE_INSENSITIVE);

  TypedFilters {
    sites = Set.copyOf(sites);
    chips = List.copyOf(chips);
  }

  static TypedFilters read(String text) {
    return new Reader(text).read();
  }

  /** Collects what is understood, left to right; the later of two wins, sites add up. */
  private static final class Reader {
    private final String text;
    private final Set<Site> sites = EnumSet.noneOf(Site.class);
    private final List<Chip> chips = new ArrayList<>();
    private @Nullable Kind kind;
    private @Nullable Role role;
    private @Nullable String tag;
    private @Nullable LocalDate from;
    private @Nullable LocalDate to;

    Reader(String text) {
      this.text = text;
    }

    TypedFilters read() {
      var words = new StringBuilder();
      var match = TYPED.matcher(text);
      int at = 0;
      while (match.find()) {
        if (!take(match.group(1).toLowerCase(Locale.ROOT), match.group(2))) continue;
        words.append(text, at, match.start());
        at = match.end();
        var without = text.substring(0, match.start()) + text.substring(match.end());
        chips.add(new Chip(match.group(), without.replaceAll("\\s+", " ").strip()));
      }
      words.append(text.substring(at));
      var rest = words.toString().replaceAll("\\s+", " ").strip();
      return new TypedFilters(rest, sites, kind, role, tag, from, to, chips);
    }

    private boolean take(String name, String value) {
      return switch (name) {
        case "site" -> Site.ofWireName(value.toLowerCase(Locale.ROOT)).map(sites::add).isPresent();
        case "kind" -> {
          var read = kind(value);
          read.ifPresent(found -> kind = found);
          yield read.isPresent();
        }
        case "role" -> {
          var read = Role.ofWireName(value.toLowerCase(Locale.ROOT));
          read.ifPresent(found -> role = found);
          yield read.isPresent();
        }
        case "tag" -> {
          tag = value.startsWith("#") ? value.substring(1) : value;
          yield !tag.isEmpty();
        }
        case "from" -> {
          var read = date(value);
          read.ifPresent(found -> from = found);
          yield read.isPresent();
        }
        default -> {
          var read = date(value);
          read.ifPresent(found -> to = found);
          yield read.isPresent();
        }
      };
    }
  }

  static Optional<Kind> kind(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "memory", "memories" -> Optional.of(Kind.MEMORY);
      case "message", "messages" -> Optional.of(Kind.MESSAGE);
      case "all" -> Optional.of(Kind.ALL);
      default -> Optional.empty();
    };
  }

  /** A day, or the first day of a month or year: 2026-03-02, 2026-03, 2026. */
  static Optional<LocalDate> date(String value) {
    var whole =
        switch (value.length()) {
          case 4 -> value + "-01-01";
          case 7 -> value + "-01";
          default -> value;
        };
    try {
      return Optional.of(LocalDate.parse(whole));
    } catch (DateTimeParseException notADate) {
      return Optional.empty();
    }
  }
}
