package dev.safelight.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class XmlTest {
  private static Xml read(String text) {
    return Xml.read(Aws.bytes(text));
  }

  @Test
  void whatIsNotThereIsEmpty() {
    var xml = read("<A xmlns=\"x\"><B><member>1</member><member>&amp;2</member></B><C/></A>");
    assertThat(xml.members("B")).extracting(Xml::text).containsExactly("1", "&2");
    assertThat(xml.at("C").at("D").text("E")).isEmpty();
    assertThat(xml.members("C")).isEmpty();
  }

  @Test
  void entitiesOfStrangersAreRefused() {
    assertThatThrownBy(
            () -> read("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DOCTYPE");
    assertThatThrownBy(() -> read("{}")).isInstanceOf(IllegalArgumentException.class);
  }
}
