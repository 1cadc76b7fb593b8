package everthread.capture.read.claude;

import everthread.capture.Capture;
import everthread.capture.read.MadeUpId;
import everthread.capture.read.MessageDraft;
import everthread.capture.read.MessageForest;
import everthread.capture.read.Reading;
import everthread.capture.read.html.HtmlMarkdown;
import everthread.capture.read.html.Pages;
import everthread.conversation.Attachment;
import everthread.conversation.Role;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Claude's page, or turns of it. It names no message, so ids are made up. */
final class PageReading {
  private static final String ASKED = "[data-testid=user-message], .font-user-message";
  private static final String ANSWERED =
      ".font-claude-response, .font-claude-message, [data-testid=assistant-message],"
          + " [data-is-streaming]";
  private static final String WRITTEN =
      ".standard-markdown, .progressive-markdown, .artifact-block-cell";

  private final Capture capture;
  private final Document page;
  private final MadeUpId ids = new MadeUpId();
  private final MessageForest forest = new MessageForest();
  private @Nullable String before;

  private PageReading(Capture capture) {
    this.capture = capture;
    this.page = Pages.parse(capture.body());
  }

  static Reading read(Capture capture) {
    return new PageReading(capture).reading();
  }

  private Reading reading() {
    var said = Pages.outermost(page.select(ASKED + ", " + ANSWERED), each -> true);
    if (said.isEmpty()) return new Reading.Drift("[data-testid=user-message]");
    for (var element : said) plant(element);
    if (forest.isEmpty()) return new Reading.Drift(".standard-markdown");
    return new Told(capture, title(), null, model(), null).reading(null, forest, null);
  }

  private void plant(Element element) {
    boolean isAsked = element.is(ASKED);
    var role = isAsked ? Role.USER : Role.ASSISTANT;
    var text = isAsked ? HtmlMarkdown.of(element) : answered(element);
    var id = ids.next(role, text);
    forest.keep(
        id,
        before,
        MessageDraft.of(id, role)
            .text(text)
            .complete(isAsked || !isStreaming(element))
            .attachments(isAsked ? files(element) : List.of())
            .build());
    before = id;
  }

  private static boolean isStreaming(Element element) {
    var marked = element.closest("[data-is-streaming]");
    if (marked == null) marked = element.selectFirst("[data-is-streaming]");
    return marked != null && marked.attr("data-is-streaming").equals("true");
  }

  /** The paragraphs and the names of artifacts, without searches and folded thinking. */
  private static String answered(Element element) {
    var written = Pages.outermost(element.select(WRITTEN), each -> true);
    if (written.isEmpty()) return HtmlMarkdown.of(element);
    var parts = new ArrayList<String>();
    for (var part : written) {
      var text = part.hasClass("artifact-block-cell") ? artifact(part) : HtmlMarkdown.of(part);
      if (!text.isBlank()) parts.add(text);
    }
    return String.join("\n\n", parts);
  }

  private static String artifact(Element cell) {
    var title = cell.selectFirst(".leading-tight, .line-clamp-1");
    var name = (title == null ? cell : title).text().strip();
    return name.isEmpty() ? "" : "**Artifact: " + name + "**";
  }

  private static List<Attachment> files(Element asked) {
    var turn = asked.closest("[data-test-render-count]");
    if (turn == null || turn.select(ASKED).size() != 1) return List.of();
    var files = new ArrayList<Attachment>();
    for (var image : turn.select("img[alt]")) {
      var name = image.attr("alt").strip();
      if (!name.isEmpty()) files.add(new Attachment(name, "image"));
    }
    for (var file : turn.select("[data-testid=file-thumbnail] h3")) {
      var name = file.text().strip();
      if (!name.isEmpty()) files.add(new Attachment(name, null));
    }
    return files;
  }

  private @Nullable String title() {
    var shown = page.selectFirst("[data-testid=chat-title-button]");
    var title =
        shown != null ? shown.text() : page.title().replaceFirst("\\s*[-–|]\\s*Claude$", "");
    return title.isBlank() || title.equals("Claude") ? null : title.strip();
  }

  private @Nullable String model() {
    var shown = page.selectFirst("[data-testid=model-selector-dropdown]");
    return shown == null || shown.text().isBlank() ? null : shown.text().strip();
  }
}
