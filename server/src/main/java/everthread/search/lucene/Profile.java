package everthread.search.lucene;

import everthread.conversation.Role;
import everthread.search.IndexSource.IndexedMessage;

/**
 * How much a message's neighbours tell about it. Between people, turns are short and lean on each
 * other; a message to an assistant mostly stands for itself, and what matters of the answer stands
 * at its beginning.
 *
 * @param previous weight of the message before; {@link Ranking#OWN_WEIGHT} is a word of its own
 * @param nextCut how many characters of the following message count
 * @param otherCut how many of each other neighbour
 */
record Profile(int previous, int previous2, int next, int next2, int nextCut, int otherCut) {

  /** Turns of named speakers: imported and programs' dialogues. */
  static final Profile DIALOGUE = new Profile(7, 3, 3, 1, 1_000, 1_000);

  /** What a person wrote to an assistant: their previous and next words, the answer's beginning. */
  static final Profile QUESTION = new Profile(0, 2, 3, 1, 400, 1_000);

  /** What an assistant answered: the question that it answers. */
  static final Profile ANSWER = new Profile(3, 0, 0, 0, 0, 1_000);

  static Profile of(IndexedMessage message) {
    if (message.message().author() != null) return DIALOGUE;
    return message.message().role() == Role.USER ? QUESTION : ANSWER;
  }
}
