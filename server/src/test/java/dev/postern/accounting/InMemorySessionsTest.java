package dev.postern.accounting;

import dev.postern.testing.InMemorySessions;

class InMemorySessionsTest implements SessionsContract {
  private final InMemorySessions sessions = new InMemorySessions();

  @Override
  public Sessions node() {
    return sessions;
  }

  @Override
  public Sessions otherNode() {
    return sessions;
  }
}
