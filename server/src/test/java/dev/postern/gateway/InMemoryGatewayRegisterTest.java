package dev.postern.gateway;

class InMemoryGatewayRegisterTest implements GatewayRegisterContract {
  private final InMemoryGatewayRegister register = new InMemoryGatewayRegister();

  @Override
  public GatewayRegister register() {
    return register;
  }
}
