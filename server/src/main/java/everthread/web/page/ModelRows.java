package everthread.web.page;

import everthread.extract.llm.ModelState;
import everthread.web.page.StatusView.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the status page tells of the language model. Pure. */
final class ModelRows {
  private ModelRows() {}

  /** The lines, with the model's behind them when there is one. */
  static List<Line> after(List<Line> lines, Optional<ModelState> model) {
    var all = new ArrayList<>(lines);
    model.ifPresent(
        state -> {
          all.add(new Line("Language model", state.model() + " at " + state.host(), false));
          var used = Counted.grouped(state.used()) + " of " + Counted.grouped(state.most());
          all.add(new Line("Its tokens today", used, state.isUsedUp()));
        });
    return all;
  }
}
