package dev.postern.reply;

class InMemoryReplyRuleRegisterTest implements ReplyRuleRegisterContract {
  private final InMemoryReplyRuleRegister register = new InMemoryReplyRuleRegister();

  @Override
  public ReplyRuleRegister register() {
    return register;
  }
}
