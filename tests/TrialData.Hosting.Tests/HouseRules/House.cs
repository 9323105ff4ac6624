using System.Xml.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using TrialData.Testing;

namespace TrialData.Hosting.Tests.HouseRules;

/// <summary>The house as it was built: its projects as files, and its compiled code as references between namespaces.</summary>
internal static class House
{
    public static readonly string[] Leaves = ["TrialData.Randomisation", "TrialData.Instruments", "TrialData.Statistics"];

    public static readonly string[] Doors = ["TrialData.Cli", "TrialData.Web"];

    public static IReadOnlyList<string> Projects { get; } = Directory.EnumerateDirectories(Repository.PathOf("src"))
        .Select(folder => Path.GetFileName(folder)!)
        .Order(StringComparer.Ordinal)
        .ToList();

    public static IReadOnlyList<string> ProjectReferences(string project) => Includes(project, "ProjectReference")
        .Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
        .ToList();

    public static IReadOnlyList<string> Packages(string project) => Includes(project, "PackageReference");

    /// <summary>Every source file of a project, by path from the repository's root, with its number of lines.</summary>
    public static IEnumerable<(string File, int Lines)> Sources(string project) => Directory
        .EnumerateFiles(Repository.PathOf("src", project), "*.cs", SearchOption.AllDirectories)
        .Select(file => (Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), File.ReadLines(file).Count()))
        .Where(file => !file.Item1.Contains("/obj/", StringComparison.Ordinal) && !file.Item1.Contains("/bin/", StringComparison.Ordinal));

    /// <summary>Who uses what: a type of the project, and each of our types that its declarations and code mention.</summary>
    public static IReadOnlyList<(TypeName From, TypeName To)> Uses(string project)
    {
        var file = Path.Combine(AppContext.BaseDirectory, project == "TrialData.Cli" ? "trialdata.dll" : project + ".dll");
        using var assembly = AssemblyDefinition.ReadAssembly(file);
        return assembly.MainModule.GetTypes()
            .SelectMany(type => Mentioned(type).SelectMany(Unfold).Select(used => (TypeName.Of(type), TypeName.Of(used))))
            .Where(use => use.Item2.Namespace.StartsWith("TrialData.", StringComparison.Ordinal) && use.Item1 != use.Item2)
            .Where(use => use.Item1.Namespace.StartsWith("TrialData.", StringComparison.Ordinal))
            .Distinct()
            .ToList();
    }

    private static List<string> Includes(string project, string element) =>
        XDocument.Load(Repository.PathOf("src", project, project + ".csproj"))
            .Descendants(element)
            .Select(e => (string)e.Attribute("Include")!)
            .ToList();

    private static IEnumerable<TypeReference?> Mentioned(TypeDefinition type)
    {
        var declared = new[] { type.BaseType }
            .Concat(type.Interfaces.Select(i => i.InterfaceType))
            .Concat(type.Fields.Select(f => f.FieldType))
            .Concat(type.CustomAttributes.Select(a => a.AttributeType))
            .Concat(type.GenericParameters.SelectMany(g => g.Constraints).Select(c => c.ConstraintType));
        return declared.Concat(type.Methods.SelectMany(Mentioned));
    }

    private static IEnumerable<TypeReference?> Mentioned(MethodDefinition method)
    {
        var signature = method.Parameters.Select(p => p.ParameterType).Append(method.ReturnType);
        if (!method.HasBody)
        {
            return signature;
        }

        return signature
            .Concat(method.Body.Variables.Select(v => v.VariableType))
            .Concat(method.Body.Instructions.SelectMany(Mentioned));
    }

    private static IEnumerable<TypeReference?> Mentioned(Instruction instruction) => instruction.Operand switch
    {
        GenericInstanceMethod generic => [generic.DeclaringType, generic.ReturnType, .. generic.GenericArguments, .. generic.Parameters.Select(p => p.ParameterType)],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(p => p.ParameterType)],
        FieldReference field => [field.DeclaringType, field.FieldType],
        TypeReference type => [type],
        _ => [],
    };

    private static IEnumerable<TypeReference> Unfold(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Unfold).Append(generic.ElementType),
        TypeSpecification wrapped => Unfold(wrapped.ElementType),
        _ => [type],
    };
}

/// <summary>A type of ours; what is nested, or made by the compiler, counts as the type around it.</summary>
internal sealed record TypeName(string Namespace, string Name)
{
    public static TypeName Of(TypeReference type)
    {
        var outer = type;
        while (outer.DeclaringType is { } around)
        {
            outer = around;
        }

        return new TypeName(outer.Namespace, outer.Name.Split('`')[0]);
    }

    /// <summary>The folder below the project: <c>Analyses</c> for all of <c>TrialData.Application.Analyses.Validation</c>.</summary>
    public string Slice => Namespace.Split('.').ElementAtOrDefault(2) ?? string.Empty;

    public string Project => string.Join('.', Namespace.Split('.').Take(2));

    public override string ToString() => $"{Namespace}.{Name}";
}
