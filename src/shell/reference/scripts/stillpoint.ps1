# Completion of stillpoint for PowerShell. The program itself says which words fit; where it names none, PowerShell
# completes names of files.
Register-ArgumentCompleter -Native -CommandName stillpoint -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @($commandAst.CommandElements |
        Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { if ($null -ne $_.Value) { "$($_.Value)" } else { $_.Extent.Text } })
    & stillpoint completions "--word=$wordToComplete" -- @before 2>$null |
        Where-Object { $_ -notlike ':*' } |
        ForEach-Object {
            $value, $told = $_ -split "`t", 2
            $shown = if ($value -match '\s') { "'" + ($value -replace "'", "''") + "'" } else { $value }
            if (-not $told) { $told = $value }
            [System.Management.Automation.CompletionResult]::new($shown, $value, 'ParameterValue', $told)
        }
}
