package everthread.extract.llm;

import everthread.extract.Extractors;
import everthread.extract.Fact;
import everthread.extract.Turn;
import everthread.extract.Utterance;
import java.util.List;
import java.util.Optional;

/** What a language model finds beside the rules, behind the same guards. Thread-safe; blocks. */
public final class ModelFacts {
  private final Extractors rules;
  private final ModelExtractor model;

  public ModelFacts(Extractors rules, ModelExtractor model) {
    this.rules = rules;
    this.model = model;
  }

  /** Of the last turn; empty when the model could not be asked. */
  public Optional<List<Fact>> facts(List<Turn> turns) {
    var utterance = Utterance.of(turns.getLast(), turns.subList(0, turns.size() - 1));
    return switch (model.find(utterance)) {
      case Found.Facts found -> Optional.of(rules.beside(turns, found.facts()));
      case Found.Later later -> Optional.empty();
    };
  }
}
