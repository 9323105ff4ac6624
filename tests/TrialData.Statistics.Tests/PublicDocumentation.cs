using System.Reflection;
using System.Xml.Linq;
using Xunit;

namespace TrialData.Statistics.Tests;

public class PublicDocumentation
{
    private static readonly Assembly Leaf = typeof(TwoByTwo).Assembly;

    private static readonly Dictionary<string, XElement> Members = XDocument
        .Load(Path.ChangeExtension(Leaf.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    [Fact]
    public void Says_what_every_public_type_is() =>
        Assert.Empty(Leaf.GetExportedTypes().Where(type => !HasSummary($"T:{type.FullName}")).Select(type => type.FullName));

    [Fact]
    public void Says_what_every_public_method_gives()
    {
        var silent =
            from type in Leaf.GetExportedTypes()
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            where !IsWrittenByTheCompiler(method)
            let name = $"{type.FullName}.{method.Name}"
            let overloads = type.GetMember(method.Name).Length
            let documented = Members.Count(member => IsOverloadOf(member.Key, name) && HasSummary(member.Key))
            where documented < overloads
            select name;

        Assert.Empty(silent);
    }

    [Fact]
    public void Names_every_parameter_of_a_documented_method()
    {
        var incomplete =
            from type in Leaf.GetExportedTypes()
            where type is { IsAbstract: true, IsSealed: true }
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            from parameter in method.GetParameters()
            let name = $"{type.FullName}.{method.Name}"
            where !Members.Any(member => IsOverloadOf(member.Key, name)
                && member.Value.Elements("param").Any(element => element.Attribute("name")?.Value == parameter.Name))
            select $"{name}({parameter.Name})";

        Assert.Empty(incomplete);
    }

    private static bool IsOverloadOf(string member, string name) =>
        member.StartsWith($"M:{name}(", StringComparison.Ordinal) || member.Equals($"M:{name}", StringComparison.Ordinal);

    private static bool HasSummary(string member) =>
        Members.TryGetValue(member, out var element) && !string.IsNullOrWhiteSpace(element.Element("summary")?.Value);

    // Accessors, operators and what a record adds.
    private static bool IsWrittenByTheCompiler(MethodInfo method) =>
        method.IsSpecialName || method.Name is "ToString" or "Equals" or "GetHashCode" or "Deconstruct" or "<Clone>$";
}
