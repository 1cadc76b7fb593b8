package everthread.capture.read.chatgpt;

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

/** ChatGPT's page, or turns of it: the shapes of before and after July 2026. */
final class PageReading {
  private static final String MESSAGE = "[data-message-author-role]";
  private static final String TURN =
      "[data-testid^=conversation-turn-], [data-turn=user], [data-turn=assistant]";

  private final Capture capture;
  private final Document page;
  private final MadeUpId ids = new MadeUpId();
  private final MessageForest forest = new MessageForest();
  private @Nullable String before;
  private @Nullable String model;

  private PageReading(Capture capture) {
    this.capture = capture;
    this.page = Pages.parse(capture.body());
  }

  static Reading read(Capture capture) {
    return new PageReading(capture).reading();
  }

  private Reading reading() {
    var messages = Pages.outermost(page.select(MESSAGE + ", " + TURN), PageReading::isMessage);
    if (messages.isEmpty()) return new Reading.Drift(MESSAGE);
    for (var message : messages) plant(message);
    if (forest.isEmpty()) return new Reading.Drift(".markdown");
    return new Told(capture, title(), model, null).reading(null, forest, null);
  }

  /** A turn stands for its messages only where none of them says who spoke. */
  private static boolean isMessage(Element element) {
    return element.hasAttr("data-message-author-role")
        || element.hasAttr("data-turn") && element.selectFirst(MESSAGE) == null;
  }

  private void plant(Element element) {
    var role = role(element);
    if (role == null) return;
    var text = role == Role.USER ? asked(element) : answered(element);
    var id = element.attr("data-message-id");
    if (id.isBlank() && role == Role.USER) id = element.attr("data-turn-id");
    if (id.isBlank() || id.startsWith("placeholder")) id = ids.next(role, text);
    var slug = element.attr("data-message-model-slug");
    if (!slug.isBlank()) model = slug;
    forest.keep(
        id,
        before,
        MessageDraft.of(id, role)
            .text(text)
            .model(slug.isBlank() ? null : slug)
            .complete(element.selectFirst(".result-streaming, .streaming-animation") == null)
            .attachments(role == Role.USER ? pictures(element) : List.of())
            .build());
    before = id;
  }

  private static @Nullable Role role(Element element) {
    var said = element.attr("data-message-author-role");
    return switch (said.isEmpty() ? element.attr("data-turn") : said) {
      case "user" -> Role.USER;
      case "assistant" -> Role.ASSISTANT;
      case "tool" -> Role.TOOL;
      default -> null;
    };
  }

  private static String asked(Element element) {
    var said = element.select(".whitespace-pre-wrap");
    if (said.isEmpty()) return HtmlMarkdown.of(element);
    var parts = new ArrayList<String>();
    for (var part : Pages.outermost(said, each -> true)) parts.add(Pages.lines(part));
    return String.join("\n\n", parts);
  }

  private static String answered(Element element) {
    var written =
        Pages.outermost(element.select(".markdown, [id^=textdoc-message-]"), each -> true);
    if (written.isEmpty()) return HtmlMarkdown.of(element);
    var parts = new ArrayList<String>();
    for (var part : written) parts.add(HtmlMarkdown.of(part));
    return String.join("\n\n", parts).strip();
  }

  private static List<Attachment> pictures(Element element) {
    var named = new ArrayList<Attachment>();
    for (var image : element.select("img")) {
      var alt = image.attr("alt").strip();
      named.add(new Attachment(alt.isEmpty() ? "image" : alt, "image"));
    }
    return named;
  }

  private @Nullable String title() {
    var active =
        page.selectFirst("nav a[data-active] .truncate, nav a[aria-current=page] .truncate");
    var title = active != null ? active.text() : page.title().replaceFirst("^ChatGPT( - |$)", "");
    return title.isBlank() ? null : title.strip();
  }
}
