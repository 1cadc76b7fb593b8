package everthread.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.search.embed.Embedder;
import everthread.search.embed.EmbeddingModel;
import everthread.search.embed.LetterEmbedder;
import everthread.search.embed.PassageVectors;
import everthread.search.embed.QuestionVectors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class EmbedStageTest {
  private final EmbeddingsInMemory queue = new EmbeddingsInMemory();
  private final AtomicBoolean working = new AtomicBoolean();
  private final Heard heard = new Heard();
  private final EmbedStage stage = new EmbedStage(queue, new Quiet(working::get), heard);
  private final LetterEmbedder letters = new LetterEmbedder();

  @Test
  void every_passage_of_every_text_is_kept() throws InterruptedException {
    var one = queue.add("alpha", "beta");
    var other = queue.add("gamma");

    assertThat(stage.round(letters)).isTrue();

    assertThat(queue.kept.get(one)).containsOnlyKeys(0, 1);
    assertThat(queue.kept.get(other)).containsOnlyKeys(0);
    assertThat(heard.computed).isEqualTo(3);
    assertThat(stage.round(letters)).isFalse();
  }

  @Test
  void batches_hold_passages_of_about_one_length() throws InterruptedException {
    for (int i = 0; i < 8; i++) {
      queue.add("short");
      queue.add("long ".repeat(200));
    }

    stage.round(letters);

    assertThat(letters.batches.getFirst()).hasSize(8).containsOnly("short");
    assertThat(letters.batches).allSatisfy(batch -> assertThat(batch.size()).isLessThan(9));
    assertThat(letters.asked()).hasSize(16);
  }

  @Test
  void beside_other_work_only_a_little_is_done_at_a_time() throws InterruptedException {
    working.set(true);
    queue.add("one");
    queue.add("two");
    queue.add("three");

    stage.round(letters);

    assertThat(letters.batches).hasSize(2);
    assertThat(queue.kept).hasSize(3);
  }

  @Test
  void a_text_that_fails_does_so_alone_and_is_set_aside_in_the_end() throws InterruptedException {
    var poison = queue.add("poison");
    var sound = queue.add("sound");
    var model = new Failing("poison");

    for (int i = 0; i < EmbedStage.MAX_ATTEMPTS; i++) {
      stage.round(model);
      queue.timePasses();
    }

    assertThat(queue.kept).containsOnlyKeys(sound);
    assertThat(queue.buried).containsEntry(poison, "IllegalStateException");
    assertThat(queue.pauses).isSorted().hasSize(EmbedStage.MAX_ATTEMPTS - 1);
    assertThat(heard.failed)
        .contains("PUT_OFF IllegalStateException", "DEAD IllegalStateException");
  }

  @Test
  void a_text_that_makes_an_endpoint_fail_that_else_answers_is_set_aside_too()
      throws InterruptedException {
    queue.add("poison");
    var model = new Failing("poison");
    model.how = new ProblemException(new Problem.Unavailable("It does not answer."));

    for (int i = 0; i < EmbedStage.MAX_ATTEMPTS; i++) {
      stage.round(model);
      queue.timePasses();
    }

    assertThat(queue.buried).containsValue("unavailable");
  }

  @Test
  void while_an_endpoint_is_away_no_try_is_counted() throws InterruptedException {
    var text = queue.add("text");
    var model = new Failing("");
    model.how = new ProblemException(new Problem.Unavailable("It does not answer."));

    for (int i = 0; i < 2 * EmbedStage.MAX_ATTEMPTS; i++) {
      assertThatThrownBy(() -> stage.round(model)).isInstanceOf(ProblemException.class);
    }
    stage.round(letters);

    assertThat(queue.kept).containsOnlyKeys(text);
    assertThat(queue.buried).isEmpty();
  }

  @Test
  void what_ended_the_process_again_and_again_is_tried_alone_and_then_left()
      throws InterruptedException {
    var deadly = queue.add("deadly");
    var sound = queue.add("sound");
    var tried = new ArrayList<String>();

    for (int i = 0; i <= EmbedStage.MAX_ATTEMPTS; i++) {
      var process = new EmbedStage(queue, new Quiet(() -> false), heard);
      try {
        process.round(new Dying(tried));
        process.round(new Dying(tried));
      } catch (Killed end) {
        queue.timePasses();
      }
    }

    assertThat(queue.kept).containsOnlyKeys(sound);
    assertThat(queue.buried).containsEntry(deadly, "unended");
    assertThat(tried).contains("deadly");
  }

  @Test
  void when_all_is_read_the_vectors_of_other_models_go() throws InterruptedException {
    queue.add("text");

    stage.round(letters);
    assertThat(queue.forgot).isFalse();
    stage.round(letters);

    assertThat(queue.forgot).isTrue();
  }

  @Test
  void a_model_is_made_ready_where_it_read_before() throws InterruptedException {
    stage.warm(letters);
    assertThat(letters.batches).isEmpty();
    queue.models = Set.of(letters.model().id());

    stage.warm(letters);

    assertThat(letters.batches).hasSize(1);
  }

  private static final class Heard implements EmbedListener {
    int computed;
    final List<String> failed = new ArrayList<>();

    @Override
    public void computed(int passages, Duration took) {
      computed += passages;
    }

    @Override
    public void failed(JobListener.End end, String why) {
      failed.add(end + " " + why);
    }

    @Override
    public void away(String why) {}
  }

  /** Fails on whatever holds a word. */
  private static class Failing implements Embedder {
    private final LetterEmbedder letters = new LetterEmbedder();
    private final String word;
    RuntimeException how = new IllegalStateException("cannot be read");

    Failing(String word) {
      this.word = word;
    }

    @Override
    public EmbeddingModel model() {
      return letters.model();
    }

    @Override
    public List<PassageVectors> passages(List<String> texts) {
      if (texts.stream().anyMatch(text -> text.contains(word))) throw how;
      return letters.passages(texts);
    }

    @Override
    public QuestionVectors question(String text) {
      return letters.question(text);
    }

    @Override
    public void close() {}
  }

  private static final class Killed extends Error {
    @java.io.Serial private static final long serialVersionUID = 1;
  }

  /** Takes the process with it, as native code can. */
  private static final class Dying extends Failing {
    private final List<String> tried;

    Dying(List<String> tried) {
      super("\0");
      this.tried = tried;
    }

    @Override
    public List<PassageVectors> passages(List<String> texts) {
      tried.addAll(texts);
      if (texts.contains("deadly")) throw new Killed();
      return super.passages(texts);
    }
  }
}
