package everthread.web.page;

import everthread.search.Hit.Piece;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The search page.
 *
 * @param typed filters that were typed, as chips
 * @param found what stands below the box
 */
public record SearchView(
    String text,
    List<Choice> kinds,
    List<SiteChip> sites,
    Menu saidBy,
    Menu time,
    String from,
    String to,
    List<Tag> tags,
    List<TypedChip> typed,
    Found found) {
  public SearchView {
    kinds = List.copyOf(kinds);
    sites = List.copyOf(sites);
    tags = List.copyOf(tags);
    typed = List.copyOf(typed);
  }

  /** One of several, of which one is chosen. */
  public record Choice(String value, String label, boolean chosen) {}

  /**
   * @param label of the closed menu @param narrowed whether anything but the first is chosen
   */
  public record Menu(String label, boolean narrowed, List<Choice> choices) {
    public Menu {
      choices = List.copyOf(choices);
    }
  }

  /**
   * @param count how many match there, grouped
   */
  public record SiteChip(SiteMark site, String count, boolean chosen) {}

  /** A tag to narrow by; value is without #. */
  public record Tag(String value, String count, boolean chosen) {}

  /**
   * @param remove the search without it
   */
  public record TypedChip(String text, String remove) {}

  /** What stands below the search box. */
  public sealed interface Found {}

  /** Nothing was ever kept here. @param code to pair with */
  public record Welcome(
      boolean paired, String pairedName, String code, String goodFor, String extensionFolder)
      implements Found {}

  /** Nothing is looked for: the newest conversations. */
  public record Recent(List<Chat> chats, String kept) implements Found {
    public Recent {
      chats = List.copyOf(chats);
    }
  }

  /** A conversation in a list. */
  public record Chat(String link, SiteMark site, String title, String when, String messages) {}

  /**
   * What was found.
   *
   * @param total such as "214 results"
   * @param how such as "in 6 ms: 12 memories, 202 messages"
   * @param notice on how the text was understood, empty when as written
   * @param waiting on what is not searchable yet, empty when all is
   * @param selected index of the hit whose context is shown
   * @param next address of the next page, empty on the last
   */
  public record Results(
      String total,
      String shortHow,
      String how,
      String notice,
      String waiting,
      String suggestion,
      String suggestionLink,
      List<HitView> hits,
      int selected,
      @Nullable PreviewView preview,
      String next,
      String nextLabel)
      implements Found {
    public Results {
      hits = List.copyOf(hits);
    }
  }

  /**
   * @param searched what was looked through @param offers searches that do find something
   */
  public record Nothing(
      String heading, String searched, String notice, String waiting, List<Offer> offers)
      implements Found {
    public Nothing {
      offers = List.copyOf(offers);
    }
  }

  /**
   * @param icon of the sprite @param lead plain, then linked words, then count
   */
  public record Offer(String icon, String lead, String linked, String link, String count) {}

  /**
   * A hit in the list.
   *
   * @param memory whether it is one; a memory leads with its badge
   * @param link where it opens
   * @param preview address of its context
   * @param original where it was said at its site, empty when unknown
   * @param copy its text with its source, for the clipboard
   * @param language of its text, such as "zh"; empty when it is not known to differ
   */
  public record HitView(
      String id,
      boolean memory,
      @Nullable ValidityView validity,
      String who,
      SiteMark site,
      String when,
      List<Piece> title,
      List<Piece> snippet,
      List<String> tags,
      String link,
      String preview,
      String original,
      String copy,
      String language) {
    public HitView {
      title = List.copyOf(title);
      snippet = List.copyOf(snippet);
      tags = List.copyOf(tags);
    }
  }
}
