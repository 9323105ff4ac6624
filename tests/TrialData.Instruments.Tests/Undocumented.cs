using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace TrialData.Tests;

/// <summary>The public types, members and record parameters without words in the XML documentation beside an assembly.</summary>
internal static class Undocumented
{
    internal static IReadOnlyList<string> In(Assembly assembly)
    {
        var members = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member").ToLookup(member => member.Attribute("name")!.Value);
        return
        [
            .. assembly.GetExportedTypes().SelectMany(type => Faults(type, members)).Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> Faults(Type type, ILookup<string, XElement> members)
    {
        var name = type.FullName!.Replace('+', '.');
        var parameters = members["T:" + name].Elements("param").Where(HasWords).Select(param => param.Attribute("name")!.Value).ToHashSet();
        if (!members["T:" + name].Elements("summary").Any(HasWords))
        {
            yield return name;
        }

        foreach (var member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(IsWritten))
        {
            var letter = member switch { PropertyInfo => "P:", FieldInfo => "F:", _ => "M:" };
            var id = $"{letter}{name}.{member.Name.Replace('.', '#')}";
            var documented = members.Any(each => (each.Key == id || each.Key.StartsWith(id + "(", StringComparison.Ordinal) || each.Key.StartsWith(id + "`", StringComparison.Ordinal))
                && (each.Elements("summary").Any(HasWords) || each.Elements("inheritdoc").Any()));
            var isRecordParameter = member is PropertyInfo && parameters.Contains(member.Name);
            var isInherited = member is MethodInfo method && method.GetBaseDefinition().DeclaringType != type;
            if (!documented && !isRecordParameter && !isInherited)
            {
                yield return $"{name}.{member.Name}";
            }
        }
    }

    // What the compiler adds to records, enumerations and properties has no words of its own, nor has a record's primary constructor.
    private static bool IsWritten(MemberInfo member) => member switch
    {
        Type => false,
        MethodInfo method => !method.IsSpecialName && method.GetCustomAttribute<CompilerGeneratedAttribute>() is null,
        ConstructorInfo constructor => !IsRecord(constructor.DeclaringType!) && constructor.GetParameters().Length > 0,
        FieldInfo field => !field.IsSpecialName,
        _ => true,
    };

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null
        || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null);

    private static bool HasWords(XElement element) => !string.IsNullOrWhiteSpace(element.Value);
}
