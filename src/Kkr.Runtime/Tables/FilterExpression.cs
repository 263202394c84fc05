using System.Linq.Expressions;
using System.Reflection;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Kkr.Runtime.Tables;

/// <summary>Translates a C# expression over a row to an OData filter, as far as the service can filter.</summary>
internal static class FilterExpression
{
    public static string Translate(LambdaExpression filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Condition(filter.Body, filter.Parameters[0]);
    }

    private static string Condition(Expression expression, ParameterExpression row) => expression switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } and => $"({Condition(and.Left, row)}) and ({Condition(and.Right, row)})",
        BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } or => $"({Condition(or.Left, row)}) or ({Condition(or.Right, row)})",
        UnaryExpression { NodeType: ExpressionType.Not } not => $"not ({Condition(not.Operand, row)})",
        BinaryExpression comparison when Operator(comparison.NodeType) is { } name => Comparison(comparison, name, row),
        _ when !Uses(expression, row) => Value(expression) is true ? "true" : "false",
        _ when PropertyIn(expression, row) is { } property => $"{property.Name} eq true",
        MethodCallExpression { Method.Name: nameof(Equals), Arguments: [var other], Object: { } self } => Comparison(Expression.Equal(self, Expression.Convert(other, self.Type)), "eq", row),
        _ => throw Unsupported(expression),
    };

    private static string Comparison(BinaryExpression comparison, string name, ParameterExpression row)
    {
        (Expression left, Expression right) = (comparison.Left, comparison.Right);
        if (OrderIn(left, row) is { } order && !Uses(right, row) && Value(right) is 0)
        {
            (left, right) = order;
        }

        if (PropertyIn(left, row) is { } property && !Uses(right, row))
        {
            return $"{property.Name} {name} {Literal(Value(right), property.Type)}";
        }

        if (PropertyIn(right, row) is { } mirrored && !Uses(left, row))
        {
            return $"{mirrored.Name} {Mirror(name)} {Literal(Value(left), mirrored.Type)}";
        }

        throw Unsupported(comparison);
    }

    /// <summary>The two texts of <c>string.Compare(a, b)</c>, <c>string.CompareOrdinal(a, b)</c> or <c>a.CompareTo(b)</c>.</summary>
    private static (Expression Left, Expression Right)? OrderIn(Expression expression, ParameterExpression row)
    {
        if (expression is not MethodCallExpression call || !Uses(expression, row))
        {
            return null;
        }

        return call switch
        {
            { Method: { Name: nameof(string.Compare) or nameof(string.CompareOrdinal) } method, Arguments: { Count: >= 2 } arguments }
                when method.DeclaringType == typeof(string) => (arguments[0], arguments[1]),
            { Method.Name: nameof(string.CompareTo), Object: { } self, Arguments: [var other] } => (self, other),
            _ => null,
        };
    }

    /// <summary>The property that an expression reads from the row: a member, a look-up by name, or a typed look-up of a <see cref="TableEntity"/>.</summary>
    private static (string Name, Type Type)? PropertyIn(Expression expression, ParameterExpression row) => expression switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } convert
            => PropertyIn(convert.Operand, row) is var (name, type) ? (name, type == typeof(object) ? convert.Type : type) : null,
        MemberExpression { Member.Name: nameof(Nullable<>.Value), Expression: { } inner } when Nullable.GetUnderlyingType(inner.Type) is not null => PropertyIn(inner, row),
        MemberExpression member when Root(member.Expression) == row => (NameOf(member.Member), member.Type),
        MethodCallExpression { Object: { } self, Arguments: [var key] } call
            when Root(self) == row && !Uses(key, row) && (call.Method.Name.StartsWith("Get", StringComparison.Ordinal) || call.Method.Name == "get_Item")
            => ((string)Value(key)!, call.Type),
        _ => null,
    };

    private static string NameOf(MemberInfo member) => member is { Name: nameof(TableItem.Name), DeclaringType: { } type } && type == typeof(TableItem)
        ? "TableName"
        : EntityShape.StoredName(member);

    private static Expression? Root(Expression? expression) => expression is UnaryExpression { NodeType: ExpressionType.Convert } convert ? Root(convert.Operand) : expression;

    /// <summary>An enum is stored by its name, but C# compares it by its number.</summary>
    private static string Literal(object? value, Type property)
    {
        Type type = Nullable.GetUnderlyingType(property) ?? property;
        return value switch
        {
            null => throw new NotSupportedException("A table holds no nulls, so a filter cannot ask for them."),
            not Enum when type.IsEnum => FilterText.Literal(Enum.ToObject(type, value)),
            int number when type == typeof(long) => FilterText.Literal((long)number),
            int or long when type == typeof(double) => FilterText.Literal(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)),
            _ => FilterText.Literal(value),
        };
    }

    private static bool Uses(Expression expression, ParameterExpression row)
    {
        ParameterFinder finder = new(row);
        finder.Visit(expression);
        return finder.Found;
    }

    /// <summary>What an expression without the row is worth; captured variables, the ordinary case, are read without compiling.</summary>
    private static object? Value(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field, Expression: var owner } => field.GetValue(owner is null ? null : Value(owner)),
        MemberExpression { Member: PropertyInfo property, Expression: var owner } => property.GetValue(owner is null ? null : Value(owner)),
        UnaryExpression { NodeType: ExpressionType.Convert } convert when convert.Type == typeof(object) || Nullable.GetUnderlyingType(convert.Type) == convert.Operand.Type => Value(convert.Operand),
        _ => Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)(),
    };

    private static string? Operator(ExpressionType type) => type switch
    {
        ExpressionType.Equal => "eq",
        ExpressionType.NotEqual => "ne",
        ExpressionType.LessThan => "lt",
        ExpressionType.LessThanOrEqual => "le",
        ExpressionType.GreaterThan => "gt",
        ExpressionType.GreaterThanOrEqual => "ge",
        _ => null,
    };

    private static string Mirror(string name) => name switch
    {
        "lt" => "gt",
        "le" => "ge",
        "gt" => "lt",
        "ge" => "le",
        _ => name,
    };

    private static NotSupportedException Unsupported(Expression expression)
        => new($"The table service cannot filter by '{expression}'. Compare a property with a value, or filter the rows after they are read.");

    private sealed class ParameterFinder(ParameterExpression row) : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found |= node == row;
            return node;
        }
    }
}
