package everthread.web.page;

import everthread.search.Hit.Piece;
import everthread.web.page.SearchView.Choice;
import everthread.web.page.SearchView.Menu;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memories page.
 *
 * @param here this page's address, for coming back
 * @param adding null unless a memory is being added
 * @param none what to say when no memory is listed, empty otherwise
 * @param next address of the next page, empty on the last
 */
public record MemoriesView(
    String here,
    List<Tab> tabs,
    String state,
    String text,
    Menu saidBy,
    Menu site,
    String tag,
    String withoutTag,
    List<TagLink> tags,
    @Nullable Editing adding,
    List<Row> rows,
    boolean deleted,
    String none,
    String noneAdvice,
    String next) {
  public MemoriesView {
    tabs = List.copyOf(tabs);
    tags = List.copyOf(tags);
    rows = List.copyOf(rows);
  }

  public record Tab(String label, String count, String link, boolean chosen) {}

  public record TagLink(String name, String count, String link, boolean chosen) {}

  /**
   * @param evidence "in 3 messages"; empty where one states it or none @param editing null unless
   *     this row is open for change @param arrived a link led here
   */
  public record Row(
      String id,
      List<Piece> text,
      String quote,
      ValidityView validity,
      String said,
      SiteMark site,
      String when,
      String source,
      String evidence,
      List<TagLink> tags,
      String edit,
      boolean inReview,
      boolean arrived,
      String language,
      @Nullable Editing editing) {
    public Row {
      text = List.copyOf(text);
      tags = List.copyOf(tags);
    }
  }

  /**
   * @param seen when the memory was last changed as far as this form knows, empty for a new one
   * @param conflict what it says now when somebody changed it meanwhile, empty otherwise
   * @param mistake what is wrong with the fields, empty when nothing is
   */
  public record Editing(String text, String tags, String seen, String conflict, String mistake) {}

  /**
   * @return the choice that is made, for hidden fields
   */
  public static String chosen(List<Choice> choices) {
    return choices.stream().filter(Choice::chosen).findFirst().map(Choice::value).orElse("");
  }
}
