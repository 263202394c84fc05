using Kkr.Workflow.Documents.Mail;

namespace Kkr.Workflow.Tests.Mail;

public sealed class TemplateTests
{
    private static readonly Dictionary<string, FieldValue> Values = new(StringComparer.Ordinal)
    {
        ["name"] = new("Ane & Bo"),
        ["empty"] = new(""),
        ["rowList"] = new("", [Row("a"), Row("b")]),
        ["emptyList"] = new("", []),
    };

    [Theory]
    [InlineData("Kære {{name}}!", "Kære Ane & Bo!")]
    [InlineData("{{#name}}ja {{name}}{{/name}}{{#empty}}nej{{/empty}}", "ja Ane & Bo")]
    [InlineData("{{^name}}nej{{/name}}{{^empty}}ja{{/empty}}", "ja")]
    [InlineData("{{#rowList}}\n- {{cell}}\n{{/rowList}}\n", "- a\n- b\n")]
    [InlineData("{{#emptyList}}x{{cell}}{{/emptyList}}{{^emptyList}}ingen{{/emptyList}}", "ingen")]
    public void Template_Filled_SaysWhatItHolds(string source, string expected) =>
        Assert.Equal(expected, Template.Parse("t", source).Fill(Values, value => value));

    [Theory]
    [InlineData("{{nmae}}")]
    [InlineData("{{#empty}}{{nmae}}{{/empty}}")]
    [InlineData("{{^name}}{{nmae}}{{/name}}")]
    [InlineData("{{#rowList}}{{nmae}}{{/rowList}}")]
    public void Template_WithUnknownField_Fails(string source)
    {
        TemplateException fault = Assert.Throws<TemplateException>(() => Template.Parse("Call.txt", source).Fill(Values, value => value));

        Assert.Contains("Call.txt", fault.Message, StringComparison.Ordinal);
        Assert.Contains("nmae", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{#name}}")]
    [InlineData("{{/name}}")]
    [InlineData("{{#name}}{{/empty}}")]
    public void Template_WithUnbalancedBlock_Fails(string source) => Assert.Throws<TemplateException>(() => Template.Parse("t", source));

    [Fact]
    public void Value_WithFieldSyntax_IsNotFilledAgain() =>
        Assert.Equal(
            "{{link}}",
            Template.Parse("t", "{{name}}").Fill(new Dictionary<string, FieldValue>(StringComparer.Ordinal) { ["name"] = new("{{link}}") }, value => value));

    private static Dictionary<string, FieldValue> Row(string cell) => new(StringComparer.Ordinal) { ["cell"] = new(cell) };
}
