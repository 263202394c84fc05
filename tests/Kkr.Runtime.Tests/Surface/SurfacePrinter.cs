using System.Globalization;
using System.Reflection;

namespace Kkr.Runtime.Tests.Surface;

/// <summary>Reads the public surface of an assembly.</summary>
internal static class SurfacePrinter
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Of(Assembly assembly, Func<Type, bool> include) => assembly.GetTypes()
        .Where(type => IsVisible(type) && include(type))
        .OrderBy(TypeTitle, StringComparer.Ordinal)
        .SelectMany(type => Members(type).Order(StringComparer.Ordinal).Prepend(TypeLine(type)))
        .ToList();

    private static bool IsVisible(Type type) => !type.Name.Contains('<')
        && (type.IsPublic || ((type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!)));

    private static string TypeLine(Type type)
    {
        IEnumerable<string> bases = type.GetInterfaces().Where(i => i.IsVisible).Select(Name).Order(StringComparer.Ordinal);
        if (type.IsEnum)
        {
            bases = [Name(type.GetEnumUnderlyingType())];
        }
        else if (IsDelegate(type))
        {
            bases = [];
        }
        else if (type.BaseType is { FullName: not ("System.Object" or "System.ValueType") } baseType)
        {
            bases = bases.Prepend(Name(baseType));
        }

        string list = string.Join(", ", bases);
        return $"type   {Kind(type)} {TypeTitle(type)}{(list.Length == 0 ? "" : $" : {list}")}{Constraints(type.GetGenericArguments())}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        _ when IsDelegate(type) => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static bool IsDelegate(Type type) => type.BaseType?.FullName == "System.MulticastDelegate";

    /// <summary>The name in a type line: generic arity as in metadata, nesting with dots.</summary>
    private static string TypeTitle(Type type) => type.FullName!.Replace('+', '.');

    private static IEnumerable<string> Members(Type type)
    {
        string owner = Name(type);
        if (type.IsEnum)
        {
            return type.GetFields().Where(f => f.IsLiteral).Select(f => $"const  {owner} {owner}.{f.Name} = {Literal(f.GetRawConstantValue(), type.GetEnumUnderlyingType())}");
        }

        if (IsDelegate(type))
        {
            return [MethodLine(type.GetMethod("Invoke")!, owner)];
        }

        return type.GetConstructors(Declared).Where(c => IsExposed(c) && !c.IsStatic).Select(c => $"ctor   {(c.IsPublic ? "" : "protected ")}{owner}({Parameters(c)})")
            .Concat(type.GetMethods(Declared).Where(m => IsExposed(m) && !IsAccessor(m)).Select(m => MethodLine(m, owner)))
            .Concat(type.GetProperties(Declared).Where(p => p.GetAccessors(true).Any(IsExposed)).Select(p => PropertyLine(p, owner)))
            .Concat(type.GetEvents(Declared).Where(e => IsExposed(e.AddMethod)).Select(e => $"event  {Modifiers(e.AddMethod!)}{Name(e.EventHandlerType!)} {owner}.{e.Name}"))
            .Concat(type.GetFields(Declared).Where(f => f.IsPublic || ((f.IsFamily || f.IsFamilyOrAssembly) && !type.IsSealed)).Select(f => FieldLine(f, owner)));
    }

    private static bool IsExposed(MethodBase? method) => method is not null && !method.Name.Contains('<')
        && (method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed));

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && method.Name.Split('_')[0] is ("get" or "set" or "add" or "remove");

    private static string MethodLine(MethodInfo method, string owner)
    {
        Type[] generics = method.GetGenericArguments();
        string arguments = generics.Length == 0 ? "" : $"<{string.Join(", ", generics.Select(g => g.Name))}>";
        return $"method {Modifiers(method)}{Name(method.ReturnType)} {owner}.{method.Name}{arguments}({Parameters(method)}){Constraints(generics)}";
    }

    private static string PropertyLine(PropertyInfo property, string owner)
    {
        MethodInfo shown = property.GetAccessors(true).Where(IsExposed).OrderByDescending(a => a.IsPublic).First();
        string required = Has(property, "System.Runtime.CompilerServices.RequiredMemberAttribute") ? "required " : "";
        string name = property.GetIndexParameters() is { Length: > 0 } index ? $"this[{string.Join(", ", index.Select(Parameter))}]" : property.Name;
        return $"prop   {Modifiers(shown)}{required}{Name(property.PropertyType)} {owner}.{name} {{ {Accessor(property.GetMethod, "get")}{Accessor(property.SetMethod, IsInit(property) ? "init" : "set")}}}";

        string Accessor(MethodInfo? method, string keyword) => !IsExposed(method) ? "" : method!.IsPublic || !shown.IsPublic ? $"{keyword}; " : $"protected {keyword}; ";
    }

    private static bool IsInit(PropertyInfo property) => property.SetMethod is { } setter
        && setter.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit");

    private static string FieldLine(FieldInfo field, string owner)
    {
        string access = field.IsPublic ? "" : "protected ";
        return field.IsLiteral
            ? $"const  {access}{Name(field.FieldType)} {owner}.{field.Name} = {Literal(field.GetRawConstantValue(), field.FieldType)}"
            : $"field  {access}{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{Name(field.FieldType)} {owner}.{field.Name}";
    }

    private static string Modifiers(MethodInfo method)
    {
        bool overrides = method.IsVirtual && !method.Attributes.HasFlag(MethodAttributes.NewSlot) && !method.DeclaringType!.IsInterface;
        return (method.IsPublic ? "" : "protected ")
            + (method.IsStatic ? "static " : "")
            + (method.IsAbstract ? "abstract " : "")
            + (overrides && method.IsFinal ? "sealed " : "")
            + (overrides ? "override " : method is { IsVirtual: true, IsAbstract: false, IsFinal: false } ? "virtual " : "");
    }

    private static string Parameters(MethodBase method)
    {
        string list = string.Join(", ", method.GetParameters().Select(Parameter));
        return Has(method, "System.Runtime.CompilerServices.ExtensionAttribute") ? $"this {list}" : list;
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string mode = parameter.ParameterType.IsByRef ? parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref " : "";
        string spread = parameter.GetCustomAttributesData().Any(a => a.AttributeType.Name is "ParamArrayAttribute" or "ParamCollectionAttribute") ? "params " : "";
        string value = parameter.HasDefaultValue ? $" = {Literal(parameter.RawDefaultValue, parameter.ParameterType)}" : "";
        return $"{spread}{mode}{Name(parameter.ParameterType)} {parameter.Name}{value}";
    }

    private static string Constraints(Type[] generics) => string.Concat(generics.Where(g => g.IsGenericParameter).Select(g =>
    {
        GenericParameterAttributes attributes = g.GenericParameterAttributes;
        bool isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        IEnumerable<string> list = g.GetGenericParameterConstraints().Where(c => c.FullName != "System.ValueType").Select(Name).Order(StringComparer.Ordinal);
        list = attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? list.Prepend("class") : isStruct ? list.Prepend("struct") : list;
        list = attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct ? list.Append("new()") : list;
        string text = string.Join(", ", list);
        return text.Length == 0 ? "" : $" where {g.Name} : {text}";
    }));

    private static bool Has(MemberInfo member, string attribute) => member.GetCustomAttributesData().Any(a => a.AttributeType.FullName == attribute);

    private static string Literal(object? value, Type type)
    {
        Type target = type.IsGenericType && type.Name == "Nullable`1" ? type.GetGenericArguments()[0] : type;
        if (value is not null && target.IsEnum && type != target.GetEnumUnderlyingType())
        {
            FieldInfo? named = target.GetFields().FirstOrDefault(f => f.IsLiteral && Equals(f.GetRawConstantValue(), value));
            return named is null ? $"({Name(target)}){value}" : $"{Name(target)}.{named.Name}";
        }

        return value switch
        {
            null => type.IsValueType && target == type || type.IsGenericParameter ? "default" : "null",
            string text => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\r", "\\r").Replace("\n", "\\n")}\"",
            char letter => $"'{letter}'",
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static readonly Dictionary<string, string> Keywords = new()
    {
        ["System.Void"] = "void", ["System.Object"] = "object", ["System.String"] = "string", ["System.Boolean"] = "bool", ["System.Char"] = "char",
        ["System.Byte"] = "byte", ["System.SByte"] = "sbyte", ["System.Int16"] = "short", ["System.UInt16"] = "ushort", ["System.Int32"] = "int", ["System.UInt32"] = "uint",
        ["System.Int64"] = "long", ["System.UInt64"] = "ulong", ["System.Single"] = "float", ["System.Double"] = "double", ["System.Decimal"] = "decimal",
    };

    /// <summary>The C# name of a type, with its namespace and generic arguments.</summary>
    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.HasElementType)
        {
            string element = Name(type.GetElementType()!);
            return type.IsArray ? $"{element}[{new string(',', type.GetArrayRank() - 1)}]" : type.IsPointer ? $"{element}*" : element;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition().FullName == "System.Nullable`1" && !type.IsGenericTypeDefinition)
        {
            return $"{Name(type.GetGenericArguments()[0])}?";
        }

        string full = (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!;
        if (Keywords.TryGetValue(full, out string? keyword))
        {
            return keyword;
        }

        // Each nesting level takes its own share of the generic arguments.
        Queue<Type> arguments = new(type.GetGenericArguments());
        return string.Join('.', full.Split('+').Select(part =>
        {
            int tick = part.IndexOf('`');
            int arity = tick < 0 ? 0 : int.Parse(part[(tick + 1)..], CultureInfo.InvariantCulture);
            return arity == 0 ? part : $"{part[..tick]}<{string.Join(", ", Enumerable.Range(0, arity).Select(_ => Name(arguments.Dequeue())))}>";
        }));
    }
}
