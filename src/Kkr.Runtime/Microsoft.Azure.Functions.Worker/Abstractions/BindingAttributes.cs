#pragma warning disable MA0017 // the real abstract attributes have public constructors

namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Base of every attribute that ties a parameter, property or return value to something outside the function.</summary>
public abstract class BindingAttribute : Attribute
{
    /// <summary>Initialises the attribute.</summary>
    public BindingAttribute()
    {
    }
}

/// <summary>Base of attributes that name what starts a function. A function has exactly one.</summary>
public abstract class TriggerBindingAttribute : BindingAttribute
{
    /// <summary>Initialises the attribute.</summary>
    public TriggerBindingAttribute()
    {
    }
}

/// <summary>Base of attributes that bring a value into a function beside its trigger.</summary>
public abstract class InputBindingAttribute : BindingAttribute
{
    /// <summary>Initialises the attribute.</summary>
    public InputBindingAttribute()
    {
    }
}

/// <summary>Base of attributes that carry a value out of a function.</summary>
public abstract class OutputBindingAttribute : BindingAttribute
{
    /// <summary>Initialises the attribute.</summary>
    public OutputBindingAttribute()
    {
    }
}
