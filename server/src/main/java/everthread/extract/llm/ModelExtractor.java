package everthread.extract.llm;

import everthread.extract.Fact;
import everthread.extract.MemoryExtractor;
import everthread.extract.Utterance;
import everthread.extract.clause.Prose;
import everthread.extract.llm.ModelListener.End;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Asks the language model that the owner configured. It is sent the person's own prose of one
 * message and its day, nothing else. Whether the model is there is never felt as an error.
 * Thread-safe; blocks.
 */
public final class ModelExtractor implements MemoryExtractor, AutoCloseable {
  public static final String NAME = "language_model";

  /** A local model on a small machine takes its time. */
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private static final int SHORTEST = 12;
  private static final double CERTAIN = 0.8;
  private static final double LIKELY = 0.6;

  private final ModelSettings settings;
  private final ChatModel model;
  private final DailyTokens tokens;
  private final UnaryOperator<String> clean;
  private volatile ModelListener listener = (end, kind, used, took) -> {};

  /**
   * @param home where the day's tokens are noted
   * @param clean takes secrets out of what is sent
   */
  public ModelExtractor(
      ModelSettings settings, Path home, Clock clock, UnaryOperator<String> clean) {
    this(settings, home, clock, clean, TIMEOUT, Pause::sleep);
  }

  ModelExtractor(
      ModelSettings settings,
      Path home,
      Clock clock,
      UnaryOperator<String> clean,
      Duration timeout,
      Pause pause) {
    this.settings = settings;
    this.clean = clean;
    this.model = new ChatModel(settings, timeout, pause, Resource.text("schema.json"));
    this.tokens = new DailyTokens(home.resolve("llm-tokens"), settings.dailyTokens(), clock);
  }

  public void listen(ModelListener listener) {
    this.listener = listener;
  }

  /** How the model stands, for the status page. */
  public ModelState state() {
    return new ModelState(
        settings.model(), String.valueOf(settings.url().getHost()), tokens.used(), tokens.most());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Fact> extract(Utterance utterance) {
    return switch (find(utterance)) {
      case Found.Facts found -> found.facts();
      case Found.Later later -> List.of();
    };
  }

  /** As {@link #extract}, telling also when the model could not be asked. */
  public Found find(Utterance utterance) {
    var prose = Prose.of(utterance.turn().text()).strip();
    boolean isEmpty = utterance.sentences().isEmpty() || prose.length() < SHORTEST;
    if (isEmpty || utterance.isDialogue()) return new Found.Facts(List.of());
    var question = Question.of(clean.apply(prose), utterance.turn().saidAt());
    long aside = question.tokens();
    if (!tokens.promise(aside)) {
      listener.ended(End.OVER_BUDGET, "", 0, Duration.ZERO);
      return new Found.Facts(List.of());
    }
    long began = System.nanoTime();
    var reply = model.ask(question.system(), question.user());
    var took = Duration.ofNanos(System.nanoTime() - began);
    return switch (reply) {
      case Reply.Told told -> {
        // A server that does not count is taken at its longest.
        long used = told.tokens() > 0 ? told.tokens() : aside;
        tokens.settle(aside, used);
        yield read(told, utterance, question, used, took);
      }
      case Reply.Failed failed -> {
        tokens.settle(aside, 0);
        listener.ended(End.FAILED, failed.kind(), 0, took);
        yield new Found.Later();
      }
    };
  }

  private Found read(
      Reply.Told told, Utterance utterance, Question question, long used, Duration took) {
    var claims = Answer.read(told.content());
    listener.ended(claims.isPresent() ? End.ANSWERED : End.UNREADABLE, "", used, took);
    var grounded = new Grounded(utterance);
    var facts = new ArrayList<Fact>();
    for (var claim : claims.orElse(List.of())) {
      var sentence = grounded.restsOn(claim.quote());
      if (sentence.isEmpty() || !grounded.holds(claim.fact(), question.dates())) continue;
      var turn = utterance.turn();
      facts.add(
          new Fact(
              claim.fact().replaceFirst("^User's", "User\u2019s"),
              turn.sourceId(),
              turn.author(),
              sentence.get().text(),
              claim.certain() ? CERTAIN : LIKELY,
              NAME));
    }
    return new Found.Facts(facts);
  }

  @Override
  public void close() {
    model.close();
  }
}
