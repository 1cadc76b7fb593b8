package everthread.bench.hostile;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import everthread.capture.Capture;
import everthread.capture.read.Reading;
import everthread.capture.read.SiteFixture;
import everthread.capture.read.SiteReaders;
import everthread.extract.Extractors;
import everthread.extract.Turn;
import everthread.redact.Redactor;
import everthread.supersession.Claims;
import everthread.supersession.Telling;
import everthread.web.page.markdown.FoundWords;
import everthread.web.page.markdown.MessageHtml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * Hostile shapes put where the product reads them: each site's pages, streams and snapshots, and
 * the page.
 */
public final class Hostile {
  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.){12,}+)\"");
  private static final FoundWords WORDS = FoundWords.of("hidden a x", Set.of());
  private static final int LONGEST_WORDING = 240;
  private static final Redactor REDACTOR = new Redactor();

  private Hostile() {}

  /**
   * One thing to be read.
   *
   * @param reading of a text of about that many elements; returns what came out, as text
   */
  public record Trial(String where, String shape, IntFunction<Callable<String>> reading) {
    @Override
    public String toString() {
      return where + ", " + shape;
    }
  }

  public static List<Trial> all() {
    var trials = new ArrayList<Trial>();
    for (var fixture : SiteFixture.all()) {
      var capture = fixture.capture();
      if (!(SiteReaders.read(capture) instanceof Reading.Found)) continue;
      var name = capture.site().wireName() + " " + capture.kind().name().toLowerCase(Locale.ROOT);
      if (trials.stream().noneMatch(known -> known.where().equals(name)))
        add(trials, name, capture);
    }
    Shapes.markdown()
        .forEach(
            (shape, text) -> {
              trials.add(new Trial("shown on the page", shape, n -> shown(text.apply(n))));
              trials.add(new Trial("one line of it", shape, n -> line(text.apply(n))));
              trials.add(new Trial("redacted", shape, n -> redacted(text.apply(n))));
              trials.add(new Trial("searched for facts", shape, n -> facts(text.apply(n))));
              trials.add(new Trial("compared with older", shape, n -> told(text.apply(n))));
            });
    Shapes.statements()
        .forEach(
            (shape, text) -> {
              trials.add(new Trial("searched for facts", shape, n -> facts(text.apply(n))));
              trials.add(new Trial("compared with older", shape, n -> told(text.apply(n))));
              trials.add(new Trial("claimed", shape, n -> claimed(text.apply(n))));
            });
    return trials;
  }

  private static void add(List<Trial> trials, String name, Capture capture) {
    if (capture.kind() == Capture.Kind.DOM) {
      Shapes.html()
          .forEach(
              (shape, html) ->
                  trials.add(
                      new Trial(name, shape, n -> read(capture, page(capture, html.apply(n))))));
      return;
    }
    Shapes.markdown()
        .forEach(
            (shape, text) ->
                trials.add(
                    new Trial(name, shape, n -> read(capture, said(capture, text.apply(n))))));
    trials.add(new Trial(name, "deep JSON", n -> read(capture, deep(capture, n))));
    trials.add(new Trial(name, "the same many times", n -> read(capture, again(capture, n))));
    trials.add(new Trial(name, "one line", n -> read(capture, "data: " + "x".repeat(n * 10))));
    trials.add(new Trial(name, "empty lines", n -> read(capture, "\n".repeat(n * 5))));
    trials.add(new Trial(name, "small pieces", n -> read(capture, pieces(capture, n))));
  }

  private static Callable<String> read(Capture capture, String body) {
    var hostile =
        new Capture(
            capture.id(),
            capture.site(),
            capture.kind(),
            capture.url(),
            capture.pageUrl(),
            capture.conversationSourceId(),
            capture.capturedAt(),
            capture.request(),
            body,
            capture.bodyType(),
            capture.complete(),
            capture.client());
    return () ->
        switch (SiteReaders.read(hostile)) {
          case Reading.Found found -> found.conversation().messages().size() + " messages";
          case Reading.Nothing() -> "nothing";
          case Reading.Drift drift -> "drift";
          case Reading.Forbidden forbidden -> "forbidden";
        };
  }

  /** The page with the shape in place of its longest text. */
  private static String page(Capture capture, String shape) {
    var page = Jsoup.parse(capture.body());
    Element longest = page.body();
    int length = -1;
    for (var element : page.body().getAllElements()) {
      if (element.ownText().length() > length) {
        length = element.ownText().length();
        longest = element;
      }
    }
    longest.text("HOSTILE");
    return page.outerHtml().replace("HOSTILE", shape);
  }

  /** The body with the text in place of its longest one. */
  private static String said(Capture capture, String text) {
    var match = TEXT.matcher(capture.body());
    int from = 0;
    int to = 0;
    while (match.find()) {
      if (match.end(1) - match.start(1) > to - from
          && match.group(1).contains(" ")
          && !match.group(1).contains("\\\"")) {
        from = match.start(1);
        to = match.end(1);
      }
    }
    var quoted = new String(JsonStringEncoder.getInstance().quoteAsString(text));
    return capture.body().substring(0, from) + quoted + capture.body().substring(to);
  }

  private static String deep(Capture capture, int n) {
    int at = capture.body().indexOf('{');
    int cut = at < 0 ? 0 : at + 1;
    return capture.body().substring(0, cut) + "\"x\":" + "[{\"a\":".repeat(n / 2);
  }

  private static String again(Capture capture, int n) {
    return (capture.body() + "\n").repeat(Math.max(1, n * 20 / (capture.body().length() + 1)));
  }

  /** A stream in many small frames, of each site's usual shape. */
  private static String pieces(Capture capture, int n) {
    var frame =
        switch (capture.site()) {
          case CHATGPT ->
              "event: delta\ndata: {\"p\":\"/message/content/parts/0\",\"o\":\"append\",\"v\":\"ab \"}\n\n";
          case CLAUDE ->
              "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                  + "\"delta\":{\"type\":\"text_delta\",\"text\":\"ab \"}}\n\n";
          default -> "25\n[[\"wrb.fr\",null,\"[null,[1]]\"]]\n";
        };
    int half = capture.body().indexOf("\n\n", capture.body().length() / 2);
    int at = half < 0 ? capture.body().length() : half + 2;
    return capture.body().substring(0, at) + frame.repeat(n / 5) + capture.body().substring(at);
  }

  private static Callable<String> shown(String text) {
    return () -> MessageHtml.of(text, false, WORDS);
  }

  private static Callable<String> line(String text) {
    return () -> MessageHtml.plain(text, 200);
  }

  private static Callable<String> redacted(String text) {
    return () -> REDACTOR.redact(text).text();
  }

  private static Callable<String> facts(String text) {
    var turns = List.of(new Turn("1", everthread.conversation.Role.USER, null, text));
    return () -> Extractors.rules().extract(turns).size() + " facts";
  }

  private static Callable<String> told(String text) {
    return () -> Telling.in(text).figures().size() + " figures";
  }

  /** As the wording of a memory, which is short, and as the sentence it rests on, which is not. */
  private static Callable<String> claimed(String text) {
    var wording = text.substring(0, Math.min(text.length(), LONGEST_WORDING));
    return () -> Claims.of(wording, null).size() + Claims.of(wording, text).size() + " claims";
  }
}
