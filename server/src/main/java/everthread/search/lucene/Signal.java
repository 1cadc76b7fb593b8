package everthread.search.lucene;

/** A part of the ranking by words and meaning that can be switched off, to see what it brings. */
public enum Signal {
  /** The nearest by the vectors of whole chunks join those that words found. */
  NEAREST,
  /** Word pieces are compared one by one (late interaction). */
  LATE_INTERACTION,
  /** Rare word pieces count more. */
  RARE_PIECES,
  /** In a dialogue the turns before and after speak too. */
  NEIGHBOURS,
  /** Turns of the one speaker that the question names. */
  SPEAKER,
  /** Messages that tell a time, when the question asks for one. */
  TIME,
  /** What was said at the time that the question names: "in March", "last week". */
  PERIOD,
  /** A question is seldom the answer to one; in dialogues, as to an assistant all is one. */
  ASKING,
  /** Turns of a dialogue that matches as a whole. */
  CONVERSATION,
  /** What a person said comes before what a model, a tool or the system said. */
  OWN_WORDS,
  /** Standing instructions: "always use metric units". */
  INSTRUCTION
}
