# Completion of stillpoint for Elvish. The program itself says which words fit; names of files come from Elvish.
use str
set edit:completion:arg-completer[stillpoint] = {|@words|
  var word = $words[-1]
  # An option and its value may be one word.
  var option = ''
  if (and (str:has-prefix $word --) (str:contains $word =)) {
    set option = $word[..(+ 1 (str:index $word =))]
  }
  var answers = []
  try {
    set answers = [(e:stillpoint completions '--word='$word -- (all $words[1..-1]) 2>/dev/null)]
  } catch e {
    nop
  }
  for answer $answers {
    if (str:has-prefix $answer :) {
      edit:complete-filename $word[(count $option)..] | each {|file|
        edit:complex-candidate $option$file[stem] &code-suffix=$file[code-suffix] &display=$file[stem]
      }
    } else {
      var parts = [(str:split "\t" $answer)]
      if (== (count $parts) 1) {
        put $answer
      } else {
        edit:complex-candidate $parts[0] &display=$parts[0]'  ('$parts[1]')'
      }
    }
  }
}
