import assert from 'node:assert/strict'
import { test } from 'node:test'
import { strangeIn } from './markup.ts'

/** What the crawl and the fuzzer look for is found, and what our pages are made of is not taken for it. */

for (const html of [
  '<zqfuzz>',
  '<p onclick="x">',
  '<p class="a" style="x">',
  '<p class=x>',
  '<p <b>',
  'a < b',
  '<img src="/x">',
  '<svg onload="x">',
  '<a href="javascript:x">',
  '<a href="//evil.example/">',
  '<a href="/\\evil.example">',
  '<a href="https://evil.example/">',
  '<a href="https://nhs-app.example.evil.example/">',
  '<form method="post" action="https://evil.example/">',
  '<script>alert(1)</script>',
  '<script src="https://evil.example/x.js"></script>',
  '<title>a</title><script>x</script></title>',
  '<textarea name="a">x</textarea><iframe>',
  '<textarea name="a">',
  '<input value="a"b">',
  '<!--><script>x</script>-->',
])
  test(`${html} is found`, () => assert.notDeepEqual(strangeIn(html), []))

for (const html of [
  '<!DOCTYPE html><html lang="en"><p class="a">1 &lt; 2</p></html>',
  '<a href="/patient-portal">x</a><a href="tel:111">111</a><a href="#reason">x</a>',
  '<textarea name="a" rows="2">a < b</textarea>',
  '<input type="radio" name="a" value="&quot;&gt;" checked>',
])
  test(`${html} is ours`, () => assert.deepEqual(strangeIn(html), []))
